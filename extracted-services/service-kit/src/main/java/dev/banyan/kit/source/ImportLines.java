package dev.banyan.kit.source;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rows as lines of JSON. The last line tells that nothing was cut off. */
final class ImportLines {

    static final String NDJSON = "application/x-ndjson";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /**
     * What came in one answer.
     *
     * @param gone ids that were asked for and are not there
     * @param cursor of the next page; null after the last
     */
    record Page(
            List<SourceRow> rows,
            List<String> gone,
            LocalDateTime watermark,
            @Nullable String cursor) {}

    private ImportLines() {}

    static String write(List<SourceRow> rows, List<String> wanted, LocalDateTime watermark, @Nullable Cursor next) {
        StringBuilder lines = new StringBuilder();
        Set<String> there = new HashSet<>();
        for (SourceRow row : rows) {
            there.add(row.id());
            append(lines, row);
        }
        for (String id : wanted) {
            if (!there.contains(id)) {
                append(lines, JSON.createObjectNode().put("id", id).put("gone", true));
            }
        }
        append(
                lines,
                JSON.createObjectNode()
                        .put("watermark", watermark.toString())
                        .put("cursor", next == null ? null : next.text()));
        return lines.toString();
    }

    /** Rows of a view; the last line has the id of the last, to go on after. */
    static String rows(List<SourceRow> rows, @Nullable String after) {
        StringBuilder lines = new StringBuilder();
        rows.forEach(row -> append(lines, row));
        append(lines, JSON.createObjectNode().put("after", after));
        return lines.toString();
    }

    /** @throws SourceDown when it is not whole */
    static Page read(String where, String text) {
        List<SourceRow> rows = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        try {
            for (String line : text.lines().toList()) {
                JsonNode json = JSON.readTree(line);
                if (json.has("watermark")) {
                    JsonNode cursor = json.get("cursor");
                    return new Page(
                            rows,
                            gone,
                            LocalDateTime.parse(json.get("watermark").stringValue()),
                            cursor == null || cursor.isNull() ? null : cursor.stringValue());
                }
                if (json.path("gone").booleanValue(false)) {
                    gone.add(json.get("id").stringValue());
                } else {
                    rows.add(new SourceRow(
                            json.get("id").stringValue(),
                            json.get("version").longValue(),
                            LocalDateTime.parse(json.get("updatedAt").stringValue()),
                            json.get("deleted").booleanValue(),
                            json.get("values")));
                }
            }
        } catch (JacksonException cutOff) {
            throw new SourceDown(where + " answered lines that can't be read", cutOff);
        }
        throw new SourceDown(where + " answered without a last line: something was cut off");
    }

    private static void append(StringBuilder lines, SourceRow row) {
        ObjectNode line = JSON.createObjectNode()
                .put("id", row.id())
                .put("version", row.version())
                .put("updatedAt", row.updatedAt().toString())
                .put("deleted", row.deleted());
        line.set("values", row.values());
        append(lines, line);
    }

    private static void append(StringBuilder lines, ObjectNode line) {
        lines.append(JSON.writeValueAsString(line)).append('\n');
    }
}
