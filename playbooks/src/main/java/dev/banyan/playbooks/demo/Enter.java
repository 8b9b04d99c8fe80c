package dev.banyan.playbooks.demo;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Waits for the Enter key. An interruption of the waiting thread ends the wait; a read can't be interrupted, so that keys are read by a thread of
 * their own, from the first wait on.
 */
final class Enter {
    private enum Key {
        ENTER,
        END
    }

    private final InputStream keys;
    private final BlockingQueue<Key> pressed = new LinkedBlockingQueue<>();
    private boolean reading;

    Enter(InputStream keys) {
        this.keys = keys;
    }

    /** @throws CommandFailure when interrupted, or when the input has ended, so that nobody will ever press the key */
    void await() {
        if (!reading) {
            reading = true;
            Thread reader = new Thread(this::read, "enter");
            reader.setDaemon(true);
            reader.start();
        }
        try {
            if (pressed.take() == Key.END) {
                pressed.add(Key.END);
                throw CommandFailure.usage(
                        "--interactive waits for Enter, and the standard input has ended. Run it in a terminal.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ABORTED, "Interrupted.", e);
        }
    }

    private void read() {
        try {
            for (int key = keys.read(); key >= 0; key = keys.read()) {
                if (key == '\n') {
                    pressed.add(Key.ENTER);
                }
            }
        } catch (IOException closed) {
            // as at its end
        }
        pressed.add(Key.END);
    }
}
