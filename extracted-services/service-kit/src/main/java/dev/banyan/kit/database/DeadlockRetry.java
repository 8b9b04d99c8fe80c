package dev.banyan.kit.database;

import java.util.function.Supplier;
import org.springframework.dao.PessimisticLockingFailureException;

/**
 * Runs a single-statement write, or a whole transaction, again when the server rolled it back to break a deadlock or ended
 * its wait for a lock (a synchroniser writes the same tables). Such a try has left nothing behind, so that running it again
 * is safe; any other failure is passed on.
 */
public final class DeadlockRetry {

    private static final int TRIES = 3;

    /** Up to three tries; the last failure is passed on. */
    public <T> T run(Supplier<T> write) {
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
