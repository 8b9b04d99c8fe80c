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

    /** The stack file that comes with the playbooks, with seed options; written beside the state, not into it: a wipe is to come. */
    static Stack open(DemoOptions options, Path directory, Path home) {
        try {
            String stack = Files.readString(home.resolve("playbooks/stack.yaml"));
            if (!stack.contains(MARK)) {
                throw new IllegalStateException("playbooks/stack.yaml has no line '" + MARK.strip() + "'.");
            }
            Path file = Files.createTempFile("banyan-demo-stack", ".yaml");
            try {
                String sized = stack.replace(MARK, seeds(options) + MARK)
                        .replace("# contrast " + options.contrast() + ": ", "");
                Files.writeString(file, options.city() ? sized : sized.replace(RELAYS, NO_RELAYS));
                return Stack.open(file, directory, home);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String seeds(DemoOptions options) {
        return String.format(
                "      - --ruby.seed.members=%d%n      - --ruby.seed.shops=%d%n      - --ruby.seed.orders=%d%n"
                        + "      - --ruby.seed.seed=%d%n",
                options.members(), options.shops(), options.orders(), options.seed());
    }
}
