package dev.banyan.sync.apply;

import dev.banyan.sync.change.SourceEvent.SchemaChange;
import dev.banyan.sync.mapping.MappedColumn;
import dev.banyan.sync.mapping.RowMapping;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Tells DDL that the mapping survives from DDL that it doesn't. */
public final class SchemaWatch {
    private final Map<String, RowMapping> mappings;
    private final String laterColumns;

    /**
     * @param mappings by the source's table
     * @param laterColumns what becomes of columns that a table is given meanwhile, in words
     */
    public SchemaWatch(Map<String, RowMapping> mappings, String laterColumns) {
        this.mappings = mappings;
        this.laterColumns = laterColumns;
    }

    /** What a schema change does to the mapped tables, in words; null when it does not touch them. */
    public record Effect(boolean breaks, String text) {}

    public @Nullable Effect effect(SchemaChange change) {
        List<String> touched =
                change.tables().stream().filter(mappings::containsKey).toList();
        if (touched.isEmpty()) {
            String renamed = renamedAway(change);
            return renamed == null ? null : breaks(change, renamed, "renames or drops the table");
        }
        for (String table : touched) {
            String statement = change.statement().toUpperCase(Locale.ROOT);
            Set<String> columns = change.columns().get(table);
            if (statement.startsWith("TRUNCATE") || statement.matches("(?s).*\\b(DROP|TRUNCATE)\\s+PARTITION\\b.*")) {
                return breaks(change, table, "removes rows without a trace of them");
            }
            if (columns == null) {
                return breaks(change, table, "renames or drops the table");
            }
            Set<String> missing = new TreeSet<>();
            for (MappedColumn column : mapping(table).columns()) {
                if (columns.stream().noneMatch(column.source().name()::equalsIgnoreCase)) {
                    missing.add(column.source().name());
                }
            }
            if (!missing.isEmpty()) {
                return breaks(change, table, "drops or renames mapped columns: " + String.join(", ", missing));
            }
        }
        return new Effect(
                false,
                "Schema change seen on " + String.join(", ", touched) + ": " + brief(change)
                        + ". No mapped column is gone; " + laterColumns + ".");
    }

    private @Nullable String renamedAway(SchemaChange change) {
        String statement = change.statement();
        if (!statement.toUpperCase(Locale.ROOT).contains("RENAME")) {
            return null;
        }
        return mappings.keySet().stream()
                .filter(table ->
                        statement.matches("(?is).*\\b" + java.util.regex.Pattern.quote(table) + "\\b\\W+TO\\b.*")
                                || statement.matches("(?is).*TABLE\\W+(\\w+\\W+)?"
                                        + java.util.regex.Pattern.quote(table) + "\\W+RENAME\\s+(TO|AS)?.*"))
                .findFirst()
                .orElse(null);
    }

    private RowMapping mapping(String table) {
        return java.util.Objects.requireNonNull(mappings.get(table));
    }

    private Effect breaks(SchemaChange change, String table, String what) {
        return new Effect(
                true,
                "A schema change on " + table + " " + what + ": " + brief(change)
                        + ". The stream stands in front of it. Bring the other side and the mapping to where they should"
                        + " be, then pause and resume the stream (banyan sync pause, banyan sync resume) to go on behind it.");
    }

    private static String brief(SchemaChange change) {
        String text = change.statement().replaceAll("\\s+", " ").strip();
        return text.length() > 200 ? text.substring(0, 200) + "..." : text;
    }
}
