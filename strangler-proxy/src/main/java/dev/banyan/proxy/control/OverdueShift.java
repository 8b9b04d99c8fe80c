package dev.banyan.proxy.control;

import dev.banyan.control.routing.ShiftInForce;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.store.ControlStore;
import dev.banyan.proxy.routing.RoutingTable;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Aborts a shift whose coordinator let its deadline pass. The deadline is the store's, and so is the clock that judges
 * it; this proxy only decides when to ask.
 */
final class OverdueShift {
    private static final Logger LOG = LoggerFactory.getLogger(OverdueShift.class);
    private static final long AGAIN = Duration.ofMillis(50).toNanos();

    private final ControlStore store;
    private final ShiftJournal journal;
    private final String actor;
    private final LongSupplier nanos;

    private @Nullable ShiftInForce watched;
    private Optional<Shift> entry = Optional.empty();
    private long due;

    OverdueShift(ControlStore store, String actor, LongSupplier nanos) {
        this.store = store;
        this.journal = new ShiftJournal(store);
        this.actor = actor;
        this.nanos = nanos;
    }

    /** Looks after the shift in force. @return whether it was aborted */
    boolean check(@Nullable RoutingTable table) {
        ShiftInForce shift =
                table == null ? null : table.shift().map(Map.Entry::getValue).orElse(null);
        if (shift == null || shift.stage() == ShiftInForce.Stage.RELEASED) {
            watched = null;
            return false;
        }
        long now = nanos.getAsLong();
        if (!shift.equals(watched)) {
            entry = journal.find(shift.shift());
            due = now + entry.map(this::left).orElse(Duration.ZERO).toNanos();
            watched = shift;
        }
        if (now - due < 0) {
            return false;
        }
        due = now + AGAIN;
        boolean aborted = entry.isPresent() && journal.abortOverdue(entry.get(), actor);
        if (aborted) {
            LOG.warn("Shift {} is past its deadline; it was aborted.", shift.shift());
        }
        return aborted;
    }

    /** How long until there is something to look at; negative when there is now. Very long without a shift. */
    Duration untilDue() {
        return watched == null ? Duration.ofDays(1) : Duration.ofNanos(due - nanos.getAsLong());
    }

    private Duration left(Shift shift) {
        return Duration.between(store.now(), shift.deadline());
    }
}
