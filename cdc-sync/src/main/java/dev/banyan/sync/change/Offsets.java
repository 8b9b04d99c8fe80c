package dev.banyan.sync.change;

import com.github.shyiko.mysql.binlog.GtidSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Places in a source between two transactions, in the form that Debezium restarts from. Debezium's own offset at a
 * transaction's end still names its beginning and how many events to skip; with GTIDs it is turned into the plain place
 * behind the transaction.
 */
final class Offsets {
    private static final String GTIDS = "gtids";
    private static final Pattern MARIADB = Pattern.compile("(\\d+)-(\\d+)-(\\d+)");

    private Offsets() {}

    /** The place right before a transaction, from its BEGIN. */
    static Map<String, Object> before(Map<String, ?> offset) {
        return kept(offset);
    }

    /** The place right behind a transaction, from its END. */
    static Map<String, Object> behind(Map<String, ?> offset, String transaction) {
        Map<String, Object> place = kept(offset);
        Object gtids = offset.get(GTIDS);
        if (MARIADB.matcher(transaction).matches()) {
            place.put(GTIDS, mariaDb(gtids == null ? "" : gtids.toString(), transaction));
        } else if (transaction.matches("[0-9a-fA-F-]{36}:\\d+")) {
            GtidSet set = new GtidSet(gtids == null ? "" : gtids.toString());
            set.add(transaction);
            place.put(GTIDS, set.toString());
        } else {
            Object events = offset.get("event");
            if (events != null) {
                place.put("event", events);
            }
        }
        return place;
    }

    private static Map<String, Object> kept(Map<String, ?> offset) {
        Map<String, Object> place = new LinkedHashMap<>();
        for (String key : new String[] {"server_id", GTIDS, "file", "pos", "ts_sec"}) {
            Object value = offset.get(key);
            if (value != null) {
                place.put(key, value);
            }
        }
        return place;
    }

    /** The set holds, for each domain, the last GTID. */
    private static String mariaDb(String gtids, String transaction) {
        Map<String, String> byDomain = new TreeMap<>();
        for (String gtid : (gtids + "," + transaction).split(",", -1)) {
            if (!gtid.isBlank()) {
                byDomain.put(gtid.strip().substring(0, gtid.strip().indexOf('-')), gtid.strip());
            }
        }
        return String.join(",", byDomain.values());
    }
}
