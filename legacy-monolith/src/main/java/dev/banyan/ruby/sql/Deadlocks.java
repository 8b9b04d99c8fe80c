package dev.banyan.ruby.sql;

import java.util.function.Supplier;
import org.springframework.dao.PessimisticLockingFailureException;

/** Writes that met a deadlock and are run again. */
public final class Deadlocks {

    private static final int TRIES = 3;

    private Deadlocks() {}

    /**
     * Runs one statement or one whole transaction, at most three times. The server undoes all of it to break a deadlock,
     * so that it can simply be run again.
     */
    public static <T> T retry(Supplier<T> write) {
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
