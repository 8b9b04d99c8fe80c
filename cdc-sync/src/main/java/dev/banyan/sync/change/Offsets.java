package dev.banyan.sync.change;

import com.github.shyiko.mysql.binlog.GtidSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Places in a source, in the form that Debezium restarts from. Debezium's own offset names the beginning of a transaction, and how many of its
 * events, and rows of an event, to skip; at a transaction's end, with GTIDs, it is turned into the plain place behind the
 * transaction.
 */
final class Offsets {
    private static final String GTIDS = "gtids";
    private static final String EVENTS = "event";
    private static final String ROWS = "row";
    private static final List<String> BEGINNING = List.of("server_id", GTIDS, "file", "pos", "ts_sec");
    private static final List<String> WITHIN = List.of(EVENTS, ROWS);
    private static final Pattern MARIADB = Pattern.compile("(\\d+)-(\\d+)-(\\d+)");

    private Offsets() {}

    /** The place right before a transaction, from its BEGIN. */
    static Map<String, Object> before(Map<String, ?> offset) {
        return beginning(offset);
    }

    /** The place right behind a row, from the row; in mid-transaction, so that the rest of it is not left out. */
    static Map<String, Object> behindRow(Map<String, ?> offset) {
        Map<String, Object> place = beginning(offset);
        keep(WITHIN, offset, place);
        return place;
    }

    /** The place right behind a transaction, from its END. */
    static Map<String, Object> behind(Map<String, ?> offset, String transaction) {
        Map<String, Object> place = beginning(offset);
        Object gtids = offset.get(GTIDS);
        if (MARIADB.matcher(transaction).matches()) {
            place.put(GTIDS, mariaDb(gtids == null ? "" : gtids.toString(), transaction));
        } else if (transaction.matches("[0-9a-fA-F-]{36}:\\d+")) {
            GtidSet set = new GtidSet(gtids == null ? "" : gtids.toString());
            set.add(transaction);
            place.put(GTIDS, set.toString());
        } else {
            keep(List.of(EVENTS), offset, place);
        }
        return place;
    }

    private static Map<String, Object> beginning(Map<String, ?> offset) {
        Map<String, Object> place = new LinkedHashMap<>();
        keep(BEGINNING, offset, place);
        return place;
    }

    private static void keep(List<String> keys, Map<String, ?> offset, Map<String, Object> place) {
        for (String key : keys) {
            Object value = offset.get(key);
            if (value != null) {
                place.put(key, value);
            }
        }
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
