package dev.banyan.sync.stream;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.relocation.Home;
import dev.banyan.control.relocation.WriterSettlement;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftState;
import dev.banyan.control.store.ControlStore;
import dev.banyan.sync.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where streams find the monolith. While a relocation holds writes the streams of all other phases stand; afterwards they
 * are started anew at the home, wherever that is then. Also sees to it that the writers' switches of both databases stand
 * as the last decided shift wants them. For the supervisor's
 * thread, but for {@link #monolith}.
 */
final class Homes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Homes.class);

    private final Migration migration;
    private final ControlStore store;
    private final ShiftJournal journal;
    private final Map<StreamId, Place> given = new ConcurrentHashMap<>();
    private final ExecutorService settling = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "writers");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile @Nullable WriterSettlement settled;
    private volatile List<Phase> phases = List.of();
    private boolean held;
    private long lastHeld;

    /** Where a stream runs, and since which shift: one that was held costs every stream its run. */
    private record Place(String home, long shift) {}

    Homes(Migration migration, ControlStore store) {
        this.migration = migration;
        this.store = store;
        this.journal = new ShiftJournal(store);
    }

    /** Learns how things stand; before anything else is asked. */
    void look(List<Phase> current) {
        phases = List.copyOf(current);
        Optional<Phase> relocation =
                phases.stream().filter(phase -> phase.definition().relocation()).findFirst();
        if (relocation.isEmpty()) {
            held = false;
            return;
        }
        Optional<Shift> newest = journal.newest(relocation.get().name());
        held = newest.map(Shift::state)
                .filter(state -> state == ShiftState.HELD || state == ShiftState.FENCED)
                .isPresent();
        newest.filter(shift -> shift.heldAt() != null && !shift.state().undecided())
                .ifPresent(shift -> lastHeld = shift.id());
        if (relocation.get().state() == PhaseState.COMPLETE) {
            return; // the switches stand as they must for good; the old database may be gone
        }
        WriterSettlement.read(store, relocation.get().name())
                .filter(wanted -> !wanted.equals(settled))
                .ifPresent(wanted -> settle(relocation.get().definition(), wanted));
    }

    /** The database of the monolith as a phase sees it. */
    Database monolith(PhaseDefinition phase) {
        return new Database(Home.of(migration, phases, phase).site().database());
    }

    /** Whether a phase's streams must stand now. */
    boolean stand(PhaseDefinition phase) {
        return held && !phase.relocation();
    }

    /** Whether a stream that runs does so in the right place. */
    boolean right(StreamId id, PhaseDefinition phase) {
        return place(phase).equals(given.computeIfAbsent(id, none -> place(phase)));
    }

    /** A stream is started anew. */
    void starts(StreamId id, PhaseDefinition phase) {
        given.put(id, place(phase));
    }

    private Place place(PhaseDefinition phase) {
        return phase.relocation()
                ? new Place("", 0)
                : new Place(Home.now(migration, phases).name(), lastHeld);
    }

    private void settle(PhaseDefinition relocation, WriterSettlement wanted) {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        settling.execute(() -> {
            try {
                boolean monolith = settled(new Database(migration.monolith().database()), wanted, true);
                boolean service =
                        settled(new Database(migration.serviceOf(relocation).database()), wanted, false);
                if (monolith && service) {
                    settled = wanted;
                }
            } finally {
                busy.set(false);
            }
        });
    }

    private static boolean settled(Database database, WriterSettlement wanted, boolean atMonolith) {
        try (Connection connection = database.connect()) {
            wanted.settle(connection, atMonolith);
            return true;
        } catch (SQLException e) {
            LOG.debug("{}: the writers' switch can't be set now: {}", database.name(), e.getMessage());
            return false;
        }
    }

    @Override
    public void close() {
        settling.shutdownNow();
    }
}
