package dev.banyan.playbooks.check;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import org.jspecify.annotations.Nullable;

/** Ends a check whose evidence can't be had, such as that of a server that has died: nobody knows whether promises are kept. */
final class Unreadable {
    private Unreadable() {}

    static CommandFailure source(String what, @Nullable Exception cause) {
        return new CommandFailure(ExitCode.UNREACHABLE, what + ". See: banyan stack status", cause);
    }
}
