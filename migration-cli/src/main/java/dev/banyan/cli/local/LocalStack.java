package dev.banyan.cli.local;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.stack.Stack;
import dev.banyan.cli.stack.StackListener;
import dev.banyan.control.yaml.DidYouMean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The stack of the present directory. */
public final class LocalStack {
    private LocalStack() {}

    /**
     * Opens what {@code ./stack.yaml} describes, or the stack that comes with the playbooks; before both what a demo made for its stack
     * ({@link Stack#ownFile}). All state is under {@code .banyan} of the session's directory.
     */
    public static Stack of(Session session) {
        Path own = Stack.ownFile(session.directory());
        if (Files.isRegularFile(own)) {
            return Stack.open(own, session.directory(), session.home());
        }
        List<Path> candidates = List.of(
                session.directory().resolve("stack.yaml"), session.home().resolve("playbooks/stack.yaml"));
        Path file = candidates.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> CommandFailure.usage("There is no stack.yaml. Looked for: "
                        + String.join(
                                ", ", candidates.stream().map(Path::toString).toList())));
        return Stack.open(file, session.directory(), session.home());
    }

    /** Tells a person how starting and stopping goes. */
    public static StackListener listener(Session session) {
        return new StackListener() {
            @Override
            public void ready(String entry, Duration took) {
                session.output().say(String.format("  %-20s ready in %.1f s", entry, took.toMillis() / 1000.0));
            }

            @Override
            public void alreadyRunning(String entry) {
                session.output().say(String.format("  %-20s runs already", entry));
            }

            @Override
            public void stopped(String entry) {
                session.output().say(String.format("  %-20s stopped", entry));
            }
        };
    }

    static String known(Stack stack, String name) {
        if (!stack.names().contains(name)) {
            throw CommandFailure.usage("The stack has no entry '" + name + "'. It has: "
                    + String.join(", ", stack.names()) + "." + DidYouMean.hint(name, stack.names()));
        }
        return name;
    }
}
