package dev.banyan.sync.verify;

import dev.banyan.control.fence.Fence;
import dev.banyan.control.fence.FenceTable;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.routing.Owner;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

/**
 * Drains by measuring fences: one row into each database, until each has come out at the other. While the service owns
 * nothing its stream back may not run yet, so that its fence is waited for only briefly.
 */
final class FenceDrain implements Drain {
    private static final Duration POLL = Duration.ofMillis(20);

    private final Duration patience;
    private final Duration patienceWithIdleReverse;

    FenceDrain(Duration patience, Duration patienceWithIdleReverse) {
        this.patience = patience;
        this.patienceWithIdleReverse = patienceWithIdleReverse;
    }

    @Override
    public Optional<String> drain(Phase phase, Connection monolith, Connection service) throws SQLException {
        String id = "verify-" + UUID.randomUUID();
        FenceTable.write(monolith, new Fence(id + "-monolith", 0, phase.name(), Owner.MONOLITH));
        FenceTable.write(service, new Fence(id + "-service", 0, phase.name(), Owner.SERVICE));
        if (!arrives(service, id + "-monolith", patience)) {
            return Optional.of(late("forward", patience));
        }
        boolean idleReverse =
                phase.split() == 0 && (phase.state() == PhaseState.SYNCING || phase.state() == PhaseState.SYNCED);
        Duration reverse = idleReverse ? patienceWithIdleReverse : patience;
        if (!arrives(monolith, id + "-service", reverse) && !idleReverse) {
            return Optional.of(late("reverse", reverse));
        }
        return Optional.empty();
    }

    private static String late(String stream, Duration waited) {
        return "no fence came through the " + stream + " stream within " + waited.toSeconds()
                + " s; look at `banyan sync status`";
    }

    private static boolean arrives(Connection target, String id, Duration patience) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!FenceTable.present(target, id)) {
            if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        return true;
    }
}
