package dev.banyan.cli.shift;

import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftLostException;
import dev.banyan.control.shift.ShiftState;
import dev.banyan.control.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Takes a coordinator's steps in the journal; when the reply to one is lost, the journal tells whether it was taken. */
record JournalSteps(ShiftJournal journal, ShiftListener listener) {
    private static final Duration STORE_BACK = Duration.ofSeconds(60);

    /**
     * Takes a step, and tells the listener.
     *
     * @throws ShiftFailedException when the control store was away, and the step was not taken
     * @throws ShiftLostException when another process was there first
     */
    Shift take(Shift shift, ShiftState next, UnaryOperator<Shift> step) {
        Shift taken = settle(shift, next, step);
        listener.stepped(taken);
        return taken;
    }

    private Shift settle(Shift shift, ShiftState next, UnaryOperator<Shift> step) {
        try {
            return step.apply(shift);
        } catch (StoreUnavailableException e) {
            listener.said("  the control store is away; waiting for it to learn how the step to " + next + " went.");
            Shift now = reread(shift.id());
            if (now.token().equals(shift.token()) && now.state() == next) {
                return now;
            }
            if (now.token().equals(shift.token()) && now.state() == shift.state() && next == ShiftState.DONE) {
                return step.apply(now);
            }
            if (now.token().equals(shift.token()) && now.state() == shift.state()) {
                throw new ShiftFailedException("The control store was away during the step to " + next + ".", e);
            }
            throw new ShiftLostException(now, next.name());
        }
    }

    /** The entry as it is now; waits for a control store that is away, for a minute at most. */
    Shift reread(long id) {
        List<Shift> found = new ArrayList<>();
        Patience.await(STORE_BACK, () -> {
            try {
                found.add(journal.find(id).orElseThrow());
                return null;
            } catch (StoreUnavailableException e) {
                return String.valueOf(e.getMessage());
            }
        });
        return found.get(0);
    }
}
