package dev.banyan.sync.stream;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.Site;
import dev.banyan.control.phase.CancelledPhase;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.Streams;
import dev.banyan.control.writers.WriterSwitch;
import dev.banyan.control.writers.WriterTriggers;
import dev.banyan.sync.database.Database;
import dev.banyan.sync.position.Bookkeeping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what cancelled phases have left in their databases, so that one which is started again begins from nothing. Works
 * beside the supervisor's thread, as a database that does not answer must not keep it; tries until it succeeds.
 */
final class CleanUp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CleanUp.class);
    private static final long AGAIN_NANOS = 5_000_000_000L;

    private final Migration migration;
    private final Homes homes;
    private final Phases phases;
    private final Streams streams;
    private final Aside aside = new Aside("clean-up");
    private final Map<Long, Failure> failures = new ConcurrentHashMap<>();
    private final Set<Long> removed = ConcurrentHashMap.newKeySet();

    private record Failure(String phase, String why, long nanos) {}

    CleanUp(Migration migration, Homes homes, ControlStore store) {
        this.migration = migration;
        this.homes = homes;
        this.phases = new Phases(store);
        this.streams = new Streams(store);
    }

    /** Begins to clean up behind phases whose streams have ended. Rows go once: later they may be those of a phase started again. */
    void offer(List<CancelledPhase> ended) {
        List<CancelledPhase> due = ended.stream().filter(this::due).toList();
        if (!due.isEmpty()) {
            aside.offer(() -> due.forEach(this::run));
        }
    }

    /** Why a phase of this name can't run yet, and what to do; empty while nothing is known to stand in the way. */
    Optional<String> trouble(String phase) {
        return failures.values().stream()
                .filter(failure -> failure.phase().equals(phase))
                .map(Failure::why)
                .findFirst();
    }

    private boolean due(CancelledPhase cancelled) {
        Failure failure = failures.get(cancelled.id());
        return failure == null || System.nanoTime() - failure.nanos() > AGAIN_NANOS;
    }

    private void run(CancelledPhase cancelled) {
        try {
            if (!removed.contains(cancelled.id())) {
                remove(cancelled.definition());
                streams.remove(cancelled.name());
                removed.add(cancelled.id());
                LOG.info("Phase {} was cancelled; its bookkeeping is removed", cancelled.name());
            }
            phases.cleanedUp(cancelled);
            failures.remove(cancelled.id());
        } catch (SQLException | RuntimeException e) {
            String why =
                    "What the cancelled phase '" + cancelled.name() + "' has left in its databases can't be removed: "
                            + String.valueOf(e.getMessage()).replaceAll("\\.$", "")
                            + ". No phase of this name runs before. Trying again.";
            Failure earlier = failures.put(cancelled.id(), new Failure(cancelled.name(), why, System.nanoTime()));
            if (earlier == null || !earlier.why().equals(why)) {
                LOG.warn(why);
            }
        }
    }

    private void remove(PhaseDefinition definition) throws SQLException {
        for (Map.Entry<Owner, Database> side : databases(definition).entrySet()) {
            try (Connection connection = side.getValue().connect()) {
                if (definition.refusesWriters() && !definition.relocation()) {
                    WriterTriggers.of(definition, side.getKey()).remove(connection);
                    WriterSwitch.of(definition).remove(connection);
                }
                for (Direction direction : Direction.values()) {
                    Bookkeeping.forget(connection, new StreamId(definition.name(), direction).text());
                }
                Bookkeeping.forgetFences(connection, definition.name());
            }
        }
    }

    /** A service that migration.yaml no longer names is out of reach, and of no concern. */
    private Map<Owner, Database> databases(PhaseDefinition definition) {
        Map<Owner, Database> databases = new EnumMap<>(Owner.class);
        if (!definition.outbox()) {
            databases.put(Owner.MONOLITH, homes.monolith(definition));
        }
        Site service = migration.services().get(definition.service());
        if ((!definition.feed() || definition.outbox()) && service != null && service.ownDatabase() != null) {
            databases.put(Owner.SERVICE, new Database(service.database()));
        }
        return databases;
    }

    @Override
    public void close() {
        aside.close();
    }
}
