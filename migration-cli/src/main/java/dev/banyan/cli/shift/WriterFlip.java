package dev.banyan.cli.shift;

import dev.banyan.control.config.Migration;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.relocation.Home;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.store.StoreUnavailableException;
import dev.banyan.control.writers.WriterSettlement;
import dev.banyan.control.writers.WriterSwitch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The writers' switches of a phase, in the hands of its coordinator: whoever writes past the proxies, a batch or a
 * procedure, is refused from a moment in the hold on, behind which the fence goes. Of a phase that refuses no
 * writers it does nothing.
 */
final class WriterFlip {
    private static final int DEADLOCK = 1213;

    /** Less than what the connections wait for an answer. */
    private static final long LONGEST_SECONDS = 4;

    private final ControlStore store;
    private final Phase phase;
    private final FencePair databases;
    private final WriterSwitch writers;

    WriterFlip(ControlStore store, Phase phase, FencePair databases) {
        this.store = store;
        this.phase = phase;
        this.databases = databases;
        this.writers = WriterSwitch.of(phase.definition());
    }

    /** Acts on connections of its own; what can't be done now is left to sync. */
    static void anew(Migration migration, ControlStore store, Shift shift, Consumer<WriterFlip> act) {
        try {
            Phases phases = new Phases(store);
            Phase phase = phases.find(shift.phase()).orElseThrow();
            if (phase.definition().refusesWriters()) {
                Home home = Home.of(migration, phases.list(), phase.definition());
                try (FencePair databases = FencePair.openWhatAnswers(migration, home, phase.definition())) {
                    act.accept(new WriterFlip(store, phase, databases));
                }
            }
        } catch (StoreUnavailableException e) {
            // sync knows how the switches must stand as soon as the store is back
        }
    }

    /**
     * Refuses writers of the database that is left, once those under way have ended.
     *
     * @return what was done, in words; empty when there was nothing to do
     */
    Optional<String> refuse(Shift held) {
        Connection left = databases.at(held.newOwner().other());
        if (!phase.definition().refusesWriters() || left == null) {
            return Optional.empty();
        }
        long begun = System.nanoTime();
        Duration atMost = Duration.between(store.now(), held.deadline());
        long end = begun + atMost.toNanos();
        try (Statement statement = left.createStatement()) {
            statement.execute("SET SESSION innodb_lock_wait_timeout = "
                    + Math.max(1, Math.min(LONGEST_SECONDS, atMost.toSeconds())));
            while (true) {
                try {
                    check(writers.refuse(left, held.id()), held);
                    return Optional.of("writers past the proxies were stopped in "
                            + (System.nanoTime() - begun) / 1_000_000 + " ms");
                } catch (SQLException e) {
                    if (e.getErrorCode() != DEADLOCK || System.nanoTime() - end > 0) {
                        throw e;
                    }
                }
            }
        } catch (SQLException e) {
            throw failed("Writers past the proxies could not be stopped in time", e);
        }
    }

    /** Lets writers into the database that takes over; the proxies still hold theirs. */
    void open(Shift fenced) {
        Connection next = databases.at(fenced.newOwner());
        if (!phase.definition().refusesWriters() || next == null) {
            return;
        }
        try {
            check(writers.open(next, fenced.id()), fenced);
        } catch (SQLException e) {
            throw failed("The database that takes over could not be opened for writers", e);
        }
    }

    /**
     * Lets the old owner's writers in again, before a held shift is aborted, which nobody can commit any more.
     *
     * @return false when the session is dead
     */
    boolean back(Shift held) {
        Owner old = held.newOwner().other();
        return set(old, new WriterSettlement(writers, old == Owner.SERVICE, held.id()));
    }

    /**
     * Sets both as the journal wants them.
     *
     * @return false when the journal can't be read, or a session is dead
     */
    boolean settle() {
        if (!phase.definition().refusesWriters()) {
            return true;
        }
        try {
            return WriterSettlement.read(store, phase.name()).map(this::set).orElse(true);
        } catch (StoreUnavailableException e) {
            return false;
        }
    }

    /** Lets in before it refuses. */
    private boolean set(WriterSettlement wanted) {
        Owner letIn = wanted.monolithRefused() ? Owner.SERVICE : Owner.MONOLITH;
        boolean first = set(letIn, wanted);
        boolean second = set(letIn.other(), wanted);
        return first && second;
    }

    /** What can't be set now is left to sync, which tries again and again. */
    private boolean set(Owner side, WriterSettlement wanted) {
        Connection session = databases.at(side);
        if (!phase.definition().refusesWriters() || session == null) {
            return true;
        }
        try {
            wanted.settle(session, side == Owner.MONOLITH);
            return true;
        } catch (SQLException e) {
            return alive(session);
        }
    }

    private static boolean alive(Connection session) {
        try {
            return session.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private static void check(boolean set, Shift shift) {
        if (!set) {
            throw new ShiftFailedException(
                    "The writers' switch was set by a later hand than shift " + shift.id() + ".");
        }
    }

    private static ShiftFailedException failed(String what, SQLException e) {
        return new ShiftFailedException(what + ": " + e.getMessage(), e);
    }
}
