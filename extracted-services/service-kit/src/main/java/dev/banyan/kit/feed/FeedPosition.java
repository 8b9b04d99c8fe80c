package dev.banyan.kit.feed;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How far a phase has been received.
 *
 * @param epoch rises with every take-over; only the newest may post
 * @param position null until the first copy has a position
 * @param copyEpoch the epoch in which the newest first copy began; 0 before any
 */
record FeedPosition(long epoch, @Nullable String position, Copy snapshot, long copyEpoch) {

    static final FeedPosition NEVER_TAKEN_OVER = new FeedPosition(0, null, Copy.NONE, 0);

    /** Where the first copy stands. */
    enum Copy {
        NONE,
        RUNNING,
        DONE
    }

    /** Whether it is this batch that was taken in last. */
    boolean has(FeedBatch batch) {
        return batch.epoch() == epoch && batch.to() != null && batch.to().equals(position);
    }

    boolean accepts(FeedBatch batch) {
        return batch.epoch() == epoch && Objects.equals(batch.from(), position);
    }

    /**
     * Whether a first copy begins with this batch: none is there, the one that was running began under an earlier epoch, or
     * a finished one is to be made anew.
     */
    boolean beginsCopyWith(FeedBatch batch) {
        return snapshot == Copy.DONE ? batch.snapshot() == Copy.RUNNING : copyEpoch != epoch;
    }

    FeedPosition after(FeedBatch batch) {
        return new FeedPosition(epoch, batch.to(), batch.snapshot(), beginsCopyWith(batch) ? epoch : copyEpoch);
    }
}
