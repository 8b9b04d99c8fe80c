package dev.banyan.playbooks.demo;

import dev.banyan.cli.stack.Stack;
import dev.banyan.cli.stack.StackException;
import dev.banyan.cli.stack.StackListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts what the next playbook needs while the load rests and what was promised is proved: processes start slowly, and would
 * take their time from customers.
 */
final class Ahead implements AutoCloseable {
    private final Stack stack;
    private @Nullable Thread starting;

    Ahead(Stack stack) {
        this.stack = stack;
    }

    /** What can't be started is left to whoever needs it, and is told there. */
    void start(List<String> needs) {
        if (needs.isEmpty()) {
            return;
        }
        Thread thread = new Thread(
                () -> {
                    try {
                        stack.start(needs, StackListener.SILENT);
                    } catch (StackException toldLater) {
                        // The next playbook starts them again, and tells why it can't.
                    }
                },
                "start-ahead");
        starting = thread;
        thread.start();
    }

    /** Waits until nothing is being started any more. */
    void await() throws InterruptedException {
        Thread thread = starting;
        if (thread != null) {
            thread.join();
            starting = null;
        }
    }

    /** An interruption ends the waiting and is left for the caller to see. */
    @Override
    public void close() {
        try {
            await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
