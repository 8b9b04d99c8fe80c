package dev.banyan.cli.doctor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one check.
 *
 * @param check what was looked at, such as {@code binlog}
 * @param site {@code monolith}, a service's name, {@code control} or {@code proxy}
 * @param phase the only phase that it concerns; null when it concerns all
 * @param what the state of things
 * @param where {@code host:port/schema}, or a table or trigger of it
 * @param mend what a person can do; empty when nothing is wrong
 * @param fix what {@code doctor --fix} would do; null when it can't
 */
public record Finding(
        String check,
        String site,
        @Nullable String phase,
        Severity severity,
        String what,
        String where,
        String mend,
        @Nullable Fix fix) {

    /**
     * @param statements run in order on the site's server
     * @param recordsIdRule the store then remembers since which connection the id rule is in force
     */
    public record Fix(List<String> statements, boolean recordsIdRule) {
        public Fix {
            statements = List.copyOf(statements);
        }
    }

    /** Whether the finding concerns a phase: one of its own, or one of all. */
    public boolean concerns(String name) {
        return phase == null || phase.equals(name);
    }

    /** One sentence of what, where and how to mend. */
    public String text() {
        return what + " (" + where + ")." + (mend.isEmpty() ? "" : " " + mend);
    }
}
