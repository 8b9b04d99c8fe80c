package dev.banyan.sync.apply;

import dev.banyan.sync.conflict.Conflicts;
import dev.banyan.sync.position.Position;

/**
 * How an applier stands.
 *
 * @param heartbeatMillis the source's time of the last applied heartbeat; -1 while there was none
 */
public record ApplierStatus(Position position, long heartbeatMillis, long quarantined, long conflicts, long bypasses) {
    ApplierStatus with(Position newPosition, long newHeartbeatMillis) {
        return new ApplierStatus(newPosition, newHeartbeatMillis, quarantined, conflicts, bypasses);
    }

    ApplierStatus with(long newQuarantined, Conflicts.Counts counts) {
        return new ApplierStatus(position, heartbeatMillis, newQuarantined, counts.conflicts(), counts.bypasses());
    }
}
