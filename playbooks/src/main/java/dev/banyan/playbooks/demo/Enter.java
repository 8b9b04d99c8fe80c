package dev.banyan.playbooks.demo;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** Waits for the Enter key; an interruption of this thread ends the wait. */
final class Enter {
    private static final long PAUSE_MILLIS = 50;

    private final InputStream keys;

    Enter(InputStream keys) {
        this.keys = keys;
    }

    /** @throws CommandFailure when interrupted */
    void await() {
        try {
            while (true) {
                while (keys.available() > 0) {
                    if (keys.read() == '\n') {
                        return;
                    }
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ABORTED, "Interrupted.", e);
        }
    }
}
