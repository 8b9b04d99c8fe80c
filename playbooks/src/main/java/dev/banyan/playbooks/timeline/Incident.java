package dev.banyan.playbooks.timeline;

import java.time.Instant;
import java.util.regex.Pattern;

/** Something that was broken on purpose, by a command. */
public record Incident(Instant at, String command) {
    private static final Pattern BREAKS = Pattern.compile("^banyan stack (kill|fault|pause)\\b");

    /** Whether a command breaks something, as a kill does and a start does not. */
    public static boolean breaks(String command) {
        return BREAKS.matcher(command).find();
    }
}
