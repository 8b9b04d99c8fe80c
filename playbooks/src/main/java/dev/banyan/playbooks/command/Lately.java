package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.control.config.Durations;

/** What {@code --last} says. */
final class Lately {

    private Lately() {}

    /** @throws CommandFailure when it is no duration, saying what one looks like */
    static long seconds(String last) {
        try {
            return Durations.parse(last).toSeconds();
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--last is " + last + ": " + e.getMessage());
        }
    }
}
