package dev.banyan.control.stream;

/**
 * What sync says of a stream, about twice a second.
 *
 * @param lagMillis age of the last applied heartbeat row; -1 while none was applied
 * @param position in words, for people
 * @param message what is wrong and how to mend it; empty when all is well
 * @param quarantined rows in quarantine now
 * @param conflicts recorded so far
 * @param bypasses recorded so far
 * @param wrongIds ids of the wrong parity seen so far (phases with interleaved ids)
 * @param appliedRows since the stream was first started
 */
public record StreamReport(
        String phase,
        Direction direction,
        StreamStatus status,
        long lagMillis,
        String position,
        String message,
        long quarantined,
        long conflicts,
        long bypasses,
        long wrongIds,
        long appliedRows) {}
