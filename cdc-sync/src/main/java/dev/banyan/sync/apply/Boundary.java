package dev.banyan.sync.apply;

import dev.banyan.control.store.StoreUnavailableException;
import dev.banyan.control.stream.Direction;
import dev.banyan.sync.position.Position;
import dev.banyan.sync.position.Position.Pending;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where the boundary between monolith and service lies at a stream's place. A fence leaves it open until the journal knows
 * how its shift ended. For the applier's thread; {@link #waiting} for all.
 */
final class Boundary {
    private final ApplierSetup setup;
    private final TargetSession session;
    private volatile String waiting = "";

    Boundary(ApplierSetup setup, TargetSession session) {
        this.setup = setup;
        this.session = session;
    }

    /** What it waits for, in words; empty when for nothing. */
    String waiting() {
        return waiting;
    }

    /** What a fence that names a shift leaves open; null when nothing. */
    @Nullable
    Pending pending(long shift) throws InterruptedException {
        return answered("Waits to read shift " + shift, () -> setup.outcomes().pending(shift))
                .orElse(null);
    }

    /** Asks how the pending shift ended; when told to wait, until it has. The answer is kept with the position. */
    void resolve(boolean wait) throws InterruptedException {
        Pending pending = session.position().pending();
        while (pending != null) {
            try {
                OptionalInt split = setup.outcomes().split(pending);
                if (split.isPresent()) {
                    session.transact(session.position().withOwners(split.getAsInt(), null), connection -> true);
                    waiting = "";
                    return;
                }
                waiting = wait ? "Waits for the end of shift " + pending.shift() + "." : "";
            } catch (StoreUnavailableException e) {
                waiting = "Waits for the end of shift " + pending.shift() + ": " + e.getMessage();
            }
            if (!wait) {
                return;
            }
            Thread.sleep(50);
        }
    }

    /** The split by which rows at a position are judged: the position's own, unless a rollback went ahead without a fence. */
    int split(Position at) throws InterruptedException {
        if (setup.direction() == Direction.FORWARD || at.split() == 0) {
            return at.split();
        }
        return answered(
                        "Waits to learn whether a rollback went ahead",
                        () -> setup.outcomes().unfencedSplit(setup.phase().name()))
                .orElse(at.split());
    }

    /** Asks the control store, and again until it answers; meanwhile people are told what for. */
    private <T> T answered(String wait, Supplier<T> question) throws InterruptedException {
        while (true) {
            try {
                T answer = question.get();
                waiting = "";
                return answer;
            } catch (StoreUnavailableException e) {
                waiting = wait + ": " + e.getMessage();
                Thread.sleep(200);
            }
        }
    }
}
