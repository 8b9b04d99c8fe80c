package dev.banyan.kit.feed;

import dev.banyan.kit.web.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes batches in: position and effect in one transaction, under the lock of the phase's row, so that batches and
 * take-overs of a phase come one after the other. A process that dies on the way leaves neither.
 */
final class FeedReceiver {

    private final Map<String, FeedEffect> effects;
    private final FeedPositions positions;
    private final TransactionTemplate transaction;

    FeedReceiver(List<FeedEffect> effects, FeedPositions positions, TransactionTemplate transaction) {
        this.effects = effects.stream().collect(Collectors.toMap(FeedEffect::phase, Function.identity()));
        this.positions = positions;
        this.transaction = transaction;
    }

    /** Raises the epoch: whoever posted until now is refused from now on. */
    FeedPosition takeOver(String phase) {
        effect(phase);
        return inTransaction(() -> {
            positions.raiseEpoch(phase);
            return positions.lock(phase).orElseThrow();
        });
    }

    /**
     * The position after the batch, which was taken in now or before.
     *
     * @throws BadBatch when it can't be understood
     * @throws FeedConflict when it does not follow on the stored epoch and position
     */
    FeedPosition receive(String phase, FeedBatch batch) {
        FeedEffect effect = effect(phase);
        List<FeedChange> changes = batch.read();
        try {
            return inTransaction(() -> receive(phase, batch, changes, effect));
        } catch (DataIntegrityViolationException unfit) {
            throw new BadBatch("The database of the service refuses the batch: "
                    + unfit.getMostSpecificCause().getMessage());
        }
    }

    private FeedPosition receive(String phase, FeedBatch batch, List<FeedChange> changes, FeedEffect effect) {
        FeedPosition stored = positions.lock(phase).orElseThrow(() -> new FeedConflict(FeedPosition.NEVER_TAKEN_OVER));
        if (stored.has(batch)) {
            return stored;
        }
        if (!stored.accepts(batch)) {
            throw new FeedConflict(stored);
        }
        if (stored.beginsCopyWith(batch)) {
            effect.forget();
        }
        if (!changes.isEmpty()) {
            effect.apply(changes);
        }
        FeedPosition after = stored.after(batch);
        positions.store(phase, after);
        return after;
    }

    private <T> T inTransaction(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    private FeedEffect effect(String phase) {
        FeedEffect effect = effects.get(phase);
        if (effect == null) {
            throw Problem.notFound("This service receives no feed '" + phase + "'; it receives " + effects.keySet());
        }
        return effect;
    }
}
