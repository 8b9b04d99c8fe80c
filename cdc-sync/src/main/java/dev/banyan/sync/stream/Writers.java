package dev.banyan.sync.stream;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftState;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.store.StoreUnavailableException;
import dev.banyan.control.writers.OverdueShift;
import dev.banyan.control.writers.WriterSettlement;
import dev.banyan.control.writers.WriterSwitch;
import dev.banyan.sync.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the writers' switches of both databases of a phase stand as its last decided shift wants them, and that a
 * coordinator that is gone leaves no database shut. For the supervisor's thread.
 */
final class Writers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Writers.class);

    private final Migration migration;
    private final Homes homes;
    private final ControlStore store;
    private final ShiftJournal journal;
    private final Map<String, WriterSettlement> settled = new ConcurrentHashMap<>();
    private final Aside settling = new Aside("writers");
    private final Aside aborting = new Aside("overdue"); // has a second for it, so it waits for no database but its own

    Writers(Migration migration, Homes homes, ControlStore store) {
        this.migration = migration;
        this.homes = homes;
        this.store = store;
        this.journal = new ShiftJournal(store);
    }

    /** @param phases as {@link Homes} knows them */
    void look(List<Phase> phases) {
        settled.keySet()
                .removeIf(
                        name -> phases.stream().noneMatch(phase -> phase.name().equals(name)));
        phases.stream()
                .filter(phase -> phase.definition().refusesWriters())
                // once complete, the switches stand as they must for good or are no more; a database that was left may
                // be gone
                .filter(phase -> phase.state() != PhaseState.COMPLETE)
                .forEach(this::look);
    }

    private void look(Phase phase) {
        journal.newest(phase.name())
                .filter(shift -> shift.state() == ShiftState.HELD || shift.state() == ShiftState.FENCED)
                .filter(shift -> store.now().isAfter(shift.deadline()))
                .ifPresent(overdue -> abort(phase.definition(), overdue));
        WriterSettlement.read(store, phase.name())
                .filter(wanted -> !wanted.equals(settled.get(phase.name())))
                .ifPresent(wanted -> settle(phase.definition(), wanted));
    }

    private Database database(PhaseDefinition phase, Owner side) {
        return side == Owner.MONOLITH
                ? homes.monolith(phase)
                : new Database(migration.serviceOf(phase).database());
    }

    private void settle(PhaseDefinition phase, WriterSettlement wanted) {
        settling.offer(() -> {
            boolean monolith = settled(database(phase, Owner.MONOLITH), wanted, true);
            boolean service = settled(database(phase, Owner.SERVICE), wanted, false);
            if (monolith && service) {
                settled.put(phase.name(), wanted);
            }
        });
    }

    /** Its coordinator is gone; others abort the shift a little later, if this can't. */
    private void abort(PhaseDefinition phase, Shift overdue) {
        aborting.offer(() -> {
            Database oldOwner = database(phase, overdue.newOwner().other());
            try (Connection connection = oldOwner.connect()) {
                if (OverdueShift.abort(connection, WriterSwitch.of(phase), journal, overdue, "sync")) {
                    LOG.warn("Shift {} is past its deadline; it was aborted.", overdue.id());
                }
            } catch (SQLException | StoreUnavailableException e) {
                LOG.debug("shift {} can't be aborted now: {}", overdue.id(), e.getMessage());
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
        settling.close();
        aborting.close();
    }
}
