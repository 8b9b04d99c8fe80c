package dev.banyan.sync.position;

import org.jspecify.annotations.Nullable;

/**
 * How far a stream has been applied, as its row in the target says.
 *
 * @param epoch who may apply: raised by each start of the stream
 * @param counter raised by each transaction of the applier
 * @param place in the source, JSON; null before the first transaction behind the first copy
 * @param split the cohorts [0, split) belong to the service at this place
 * @param pending the shift that a fence at or before this place names, while its end is not known here
 * @param wrongIds ids of the wrong parity seen
 */
public record Position(
        String stream,
        long epoch,
        long counter,
        @Nullable String place,
        int split,
        @Nullable Pending pending,
        Snapshot snapshot,
        long appliedRows,
        long wrongIds) {

    /** How far the first copy is; a stream without one is DONE from the start. */
    public enum Snapshot {
        NONE,
        RUNNING,
        DONE
    }

    /** A shift whose outcome decides who owns the cohorts between the two splits. */
    public record Pending(long shift, int from, int to) {}

    public Position at(@Nullable String newPlace) {
        return new Position(stream, epoch, counter, newPlace, split, pending, snapshot, appliedRows, wrongIds);
    }

    public Position with(Snapshot state) {
        return new Position(stream, epoch, counter, place, split, pending, state, appliedRows, wrongIds);
    }

    public Position withOwners(int newSplit, @Nullable Pending newPending) {
        return new Position(stream, epoch, counter, place, newSplit, newPending, snapshot, appliedRows, wrongIds);
    }

    public Position plus(long rows, long wrong) {
        return new Position(
                stream, epoch, counter, place, split, pending, snapshot, appliedRows + rows, wrongIds + wrong);
    }

    Position next() {
        return new Position(stream, epoch, counter + 1, place, split, pending, snapshot, appliedRows, wrongIds);
    }
}
