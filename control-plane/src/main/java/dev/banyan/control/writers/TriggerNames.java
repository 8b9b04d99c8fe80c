package dev.banyan.control.writers;

/** Names of triggers of our own: a prefix, the table, an event; at most 64 characters, told apart by a hash where cut. */
public final class TriggerNames {
    /** What names of all triggers of our own begin with. */
    public static final String OURS = "banyan_";

    private static final int LONGEST = 64;

    private TriggerNames() {}

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
