package dev.banyan.cli.playbook;

import java.time.Duration;
import java.util.List;

/**
 * One step of a playbook.
 *
 * @param run the command as a person would type it, beginning with {@code banyan}
 * @param expect what must hold after it; where nothing is said of {@code exit}, the command must exit with 0
 * @param timeout for each try, after which the command is interrupted
 * @param retries how often it is tried again while an expectation does not hold
 * @param ifFails what to do when it fails, for people
 * @param fault what the step breaks for customers, by a name of its own; empty where they must notice nothing. For a demo.
 * @param spares kinds of requests that must not notice the fault. For a demo.
 * @param rests whether the load rests while the step runs. For a demo.
 */
public record Step(
        String name,
        String why,
        String run,
        List<Expectation> expect,
        Duration timeout,
        int retries,
        String ifFails,
        String fault,
        List<String> spares,
        boolean rests) {
    public Step {
        expect = List.copyOf(expect);
        spares = List.copyOf(spares);
        if (retries < 0 || retries > 1000) {
            throw new IllegalArgumentException("'retries' is " + retries + "; 0 to 1000.");
        }
        if (!run.startsWith("banyan ")) {
            throw new IllegalArgumentException(
                    "'run' must be a banyan command, such as 'banyan phase list', not '" + run + "'.");
        }
    }

    /** A step that breaks nothing for customers. */
    public Step(
            String name,
            String why,
            String run,
            List<Expectation> expect,
            Duration timeout,
            int retries,
            String ifFails) {
        this(name, why, run, expect, timeout, retries, ifFails, "", List.of(), false);
    }

    /** The words after {@code banyan}. */
    List<String> arguments() {
        List<String> words = CommandWords.split(run);
        return words.subList(1, words.size());
    }
}
