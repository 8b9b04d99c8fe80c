package dev.banyan.playbooks.demo;

import dev.banyan.cli.stack.Stack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The demo's stack with the monolith's data of a chosen size; orders are relayed to shops only where a whole city is shown. Lines
 * {@code # contrast MODE: } of the stack file are taken where that contrast is shown.
 */
final class SizedStack {

    private static final String MARK = "      - --ruby.payments.mode=http";

    private static final String RELAYS = "--ruby.relay.mode=http";
    private static final String NO_RELAYS = "--ruby.relay.mode=off";

    private SizedStack() {}

    /** The stack that comes with the playbooks, as it is in this directory by now. */
    static Stack present(Path directory, Path home) {
        return Stack.open(file(home), directory, home);
    }

    /** The stack file that comes with the playbooks, with the options' settings. */
    static String text(DemoOptions options, Path home) {
        String stack;
        try {
            stack = Files.readString(file(home));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!stack.contains(MARK)) {
            throw new IllegalStateException("playbooks/stack.yaml has no line '" + MARK.strip() + "'.");
        }
        String sized =
                stack.replace(MARK, seeds(options) + MARK).replace("# contrast " + options.contrast() + ": ", "");
        return options.city() ? sized : sized.replace(RELAYS, NO_RELAYS);
    }

    private static Path file(Path home) {
        return home.resolve("playbooks/stack.yaml");
    }

    private static String seeds(DemoOptions options) {
        return String.format(
                "      - --ruby.seed.members=%d%n      - --ruby.seed.shops=%d%n      - --ruby.seed.orders=%d%n"
                        + "      - --ruby.seed.seed=%d%n",
                options.members(), options.shops(), options.orders(), options.seed());
    }
}
