package dev.banyan.control.writers;

import java.util.List;
import java.util.Locale;

/** Names of triggers of our own: a prefix, the table, an event; at most 64 characters, told apart by a hash where cut. */
public final class TriggerNames {
    /** What names of all triggers of our own begin with. */
    public static final String OURS = "banyan_";

    /** What a table may have a trigger before; a name ends with the first three letters, small. */
    public static final List<String> EVENTS = List.of("INSERT", "UPDATE", "DELETE");

    private static final int LONGEST = 64;

    private TriggerNames() {}

    /** @param statement one of {@link #EVENTS} */
    public static String before(String statement, String prefix, String table) {
        return of(prefix, table, statement.substring(0, 3).toLowerCase(Locale.ROOT));
    }

    public static String of(String prefix, String table, String event) {
        String name = prefix + table + "_" + event;
        if (name.length() <= LONGEST || event.contains("|")) {
            return name;
        }
        String hash = Integer.toHexString(table.hashCode());
        int keep = LONGEST - prefix.length() - hash.length() - event.length() - 2;
        return prefix + table.substring(0, keep) + "_" + hash + "_" + event;
    }
}
