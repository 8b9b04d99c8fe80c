package dev.banyan.payment.ledger;

import java.util.function.Supplier;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;

/**
 * Runs a single-statement write again when the server rolled it back to break a deadlock (a synchroniser writes the same
 * table). Such a statement has left nothing behind, so that running it again is safe; any other failure is passed on.
 */
@Component
final class DeadlockRetry {

    private static final int TRIES = 3;

    <T> T run(Supplier<T> write) {
        for (int attempt = 1; ; attempt++) {
            try {
                return write.get();
            } catch (PessimisticLockingFailureException deadlock) {
                if (attempt == TRIES) {
                    throw deadlock;
                }
            }
        }
    }
}
