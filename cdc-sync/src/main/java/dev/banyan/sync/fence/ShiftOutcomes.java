package dev.banyan.sync.fence;

import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftState;
import dev.banyan.control.store.ControlStore;
import dev.banyan.sync.position.Position.Pending;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks the journal how a shift ended. */
public final class ShiftOutcomes {
    /** How much later sync aborts an overdue shift than proxies, who hold writes: it has most to do of all, and would keep them from it. */
    private static final Duration PROXIES_FIRST = Duration.ofSeconds(1);

    private final ControlStore store;
    private final ShiftJournal journal;

    public ShiftOutcomes(ControlStore store) {
        this.store = store;
        this.journal = new ShiftJournal(store);
    }

    /**
     * What a fence that names a shift leaves open.
     *
     * @return empty when there is no such shift, so that nothing moves
     * @throws dev.banyan.control.store.StoreUnavailableException when nothing can be known now
     */
    public Optional<Pending> pending(long shift) {
        return journal.find(shift).map(found -> new Pending(shift, found.from(), found.to()));
    }

    /**
     * The split behind the fence; empty while the shift is undecided. One that is a second past its deadline is aborted here.
     *
     * @throws dev.banyan.control.store.StoreUnavailableException when nothing can be known now
     */
    public OptionalInt split(Pending pending) {
        Optional<Shift> found = journal.find(pending.shift());
        if (found.isEmpty()) {
            return OptionalInt.of(pending.from());
        }
        Shift shift = found.get();
        if (shift.state().undecided()) {
            boolean overdue = store.now().isAfter(shift.deadline().plus(PROXIES_FIRST));
            return overdue && journal.abortOverdue(shift, "sync")
                    ? OptionalInt.of(pending.from())
                    : OptionalInt.empty();
        }
        return OptionalInt.of(shift.state() == ShiftState.ABORTED ? pending.from() : pending.to());
    }

    /**
     * The split that a rollback without fences has set, as long as no later shift of the phase has committed. Such a rollback
     * does not wait for its fence, so what a stream carries in front of the fence may be a late arrival: judged by this
     * split, it is applied only onto its before image.
     *
     * @throws dev.banyan.control.store.StoreUnavailableException when nothing can be known now
     */
    public OptionalInt unfencedSplit(String phase) {
        return journal.newestCommitted(phase)
                .filter(Shift::acceptMissing)
                .map(shift -> OptionalInt.of(shift.to()))
                .orElseGet(OptionalInt::empty);
    }
}
