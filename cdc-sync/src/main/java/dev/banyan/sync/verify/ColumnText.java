package dev.banyan.sync.verify;

import dev.banyan.control.schema.ColumnPair;
import dev.banyan.control.schema.ColumnShape;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * The SQL that gives a column's value as text, the same text on both sides for the same fact.
 *
 * @param monolith expression over the monolith's column, in the service's terms where values are mapped
 * @param service expression over the service's column
 * @param free the text may hold any character
 * @param matching how two texts compare; only {@link Matching#EXACT} ones can be summed by the servers
 */
record ColumnText(ColumnPair pair, String monolith, String service, boolean free, Matching matching) {
    private static final Set<String> BINARIES =
            Set.of("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob");

    /** What a column holds, as far as its text goes. */
    private enum Kind {
        INTEGER,
        DECIMAL,
        FLOATING,
        TEXT,
        BINARY,
        MOMENT,
        TIME,
        JSON,
        OTHER;

        static Kind of(ColumnShape column) {
            if (column.integer()) {
                return INTEGER;
            }
            if (BINARIES.contains(column.dataType())) {
                return BINARY;
            }
            return switch (column.dataType()) {
                case "bit", "year" -> INTEGER;
                case "decimal" -> DECIMAL;
                case "float", "double" -> FLOATING;
                case "date", "datetime", "timestamp" -> MOMENT;
                case "time" -> TIME;
                case "json" -> JSON;
                default -> column.text() ? TEXT : OTHER;
            };
        }

        boolean number() {
            return this == INTEGER || this == DECIMAL || this == FLOATING;
        }
    }

    static ColumnText of(ColumnPair pair) {
        ColumnShape monolith = pair.monolith();
        ColumnShape service = pair.service();
        if (pair.mapped()) {
            return new ColumnText(
                    pair, mapped(plain(monolith), pair.toService()), plain(service), true, Matching.EXACT);
        }
        Kind left = Kind.of(monolith);
        Kind right = Kind.of(service);
        int scale = Math.max(monolith.scale(), service.scale());
        if (left == right) {
            return switch (left) {
                case DECIMAL -> both(pair, "CAST(CAST(%s AS DECIMAL(65," + scale + ")) AS CHAR)", false);
                case MOMENT, TIME -> moments(pair, left, scale);
                default ->
                    new ColumnText(
                            pair,
                            plain(monolith),
                            plain(service),
                            left == Kind.TEXT || left == Kind.JSON,
                            Matching.EXACT);
            };
        }
        if (left.number() && right.number() && left != Kind.FLOATING && right != Kind.FLOATING) {
            return both(pair, "CAST(CAST(%s AS DECIMAL(65," + scale + ")) AS CHAR)", false);
        }
        Matching matching = Matching.EXACT;
        if (left == Kind.JSON || right == Kind.JSON) {
            matching = Matching.JSON;
        } else if (left.number() || right.number()) {
            matching = Matching.NUMBER;
        }
        return new ColumnText(pair, plain(monolith), plain(service), true, matching);
    }

    private static ColumnText moments(ColumnPair pair, Kind kind, int scale) {
        boolean alike = pair.monolith().dataType().equals(pair.service().dataType())
                && pair.monolith().scale() == pair.service().scale();
        String type = kind == Kind.TIME ? "TIME" : "DATETIME";
        return both(pair, alike ? "CAST(%s AS CHAR)" : "CAST(CAST(%s AS " + type + "(" + scale + ")) AS CHAR)", false);
    }

    private static ColumnText both(ColumnPair pair, String form, boolean free) {
        return new ColumnText(
                pair,
                form.formatted(quoted(pair.monolith().name())),
                form.formatted(quoted(pair.service().name())),
                free,
                Matching.EXACT);
    }

    /** A column's own text; numbers without zero fill, bytes as hexadecimal digits. */
    private static String plain(ColumnShape column) {
        String name = quoted(column.name());
        return switch (Kind.of(column)) {
            case INTEGER -> "CAST(" + name + " + 0 AS CHAR)";
            case FLOATING -> "CAST(" + name + " + 0e0 AS CHAR)";
            case BINARY -> "HEX(" + name + ")";
            case TEXT, JSON -> "CONVERT(" + name + " USING utf8mb4)";
            case DECIMAL, MOMENT, TIME, OTHER -> "CAST(" + name + " AS CHAR)";
        };
    }

    /** Values outside the map become a text that no value of the service is. */
    private static String mapped(String text, Map<String, String> values) {
        StringBuilder sql = new StringBuilder("CASE CAST(" + text + " AS BINARY)");
        values.forEach((from, to) -> sql.append(" WHEN ")
                .append(hex(from))
                .append(" THEN CONVERT(")
                .append(hex(to))
                .append(" USING utf8mb4)"));
        return sql.append(" ELSE CONCAT('unmapped value ', ")
                .append(text)
                .append(") END")
                .toString();
    }

    private static String hex(String text) {
        return "x'" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "'";
    }

    static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }
}
