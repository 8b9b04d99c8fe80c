package dev.banyan.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * Ctrl-C (or SIGTERM) while a command runs: its thread is interrupted, so that a shift aborts by the protocol, and the process ends with the
 * command's own exit code, after at most {@value #PATIENCE_SECONDS} s.
 */
final class Interruption {
    private static final long PATIENCE_SECONDS = 30;

    private volatile int code = 5;

    int guard(IntSupplier command) {
        Thread running = Thread.currentThread();
        CountDownLatch over = new CountDownLatch(1);
        Thread hook = new Thread(
                () -> {
                    running.interrupt();
                    try {
                        boolean ended = over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
                        Runtime.getRuntime().halt(ended ? code : 5);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "interrupted");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            code = command.getAsInt();
            return code;
        } finally {
            over.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The process is ending: the hook was waiting for us and ends it.
            }
        }
    }
}
