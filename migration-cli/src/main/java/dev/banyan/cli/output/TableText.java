package dev.banyan.cli.output;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value as text for people: single values as lines of name and value, lists and named groups of objects as tables under a
 * heading.
 */
final class TableText {
    private final Style style;

    TableText(Style style) {
        this.style = style;
    }

    String of(JsonNode value) {
        StringBuilder text = new StringBuilder();
        if (value.isArray()) {
            text.append(rows(List.copyOf(value.values()), ""));
        } else if (value.isObject()) {
            object(value, text);
        } else {
            text.append(cell(value)).append('\n');
        }
        return text.toString();
    }

    private void object(JsonNode object, StringBuilder text) {
        List<Map.Entry<String, JsonNode>> single = new ArrayList<>();
        List<Map.Entry<String, JsonNode>> nested = new ArrayList<>();
        object.properties()
                .forEach(entry -> (isTable(entry.getValue())
                                        || isNamed(entry.getValue())
                                        || (entry.getValue().isObject()
                                                && !entry.getValue().isEmpty())
                                ? nested
                                : single)
                        .add(entry));
        int width = single.stream()
                .mapToInt(entry -> heading(entry.getKey()).length())
                .max()
                .orElse(0);
        for (Map.Entry<String, JsonNode> entry : single) {
            String name = heading(entry.getKey());
            text.append(style.dim(name)).append(" ".repeat(width - name.length() + 2));
            text.append(value(entry.getValue(), width + 2)).append('\n');
        }
        boolean alone = nested.size() == 1 && single.isEmpty();
        for (Map.Entry<String, JsonNode> entry : nested) {
            if (!text.isEmpty()) {
                text.append('\n');
            }
            if (!alone) {
                text.append(style.bold(heading(entry.getKey()))).append('\n');
            }
            text.append(section(entry));
        }
    }

    private String section(Map.Entry<String, JsonNode> entry) {
        JsonNode value = entry.getValue();
        if (isTable(value)) {
            return rows(List.copyOf(value.values()), "");
        }
        if (isNamed(value)) {
            return named(value);
        }
        StringBuilder inner = new StringBuilder();
        object(value, inner);
        return inner.toString();
    }

    private String named(JsonNode map) {
        List<List<String>> cells = new ArrayList<>();
        Set<String> columns = columns(map.values());
        List<String> head = new ArrayList<>(List.of("NAME"));
        columns.forEach(column -> head.add(upper(column)));
        cells.add(head);
        map.properties().forEach(entry -> {
            List<String> row = new ArrayList<>(List.of(entry.getKey()));
            columns.forEach(column -> row.add(cell(entry.getValue().get(column))));
            cells.add(row);
        });
        return aligned(cells);
    }

    private String rows(List<JsonNode> items, String ifEmpty) {
        if (items.isEmpty()) {
            return ifEmpty.isEmpty() ? "(none)\n" : ifEmpty;
        }
        if (!items.get(0).isObject()) {
            StringBuilder lines = new StringBuilder();
            items.forEach(item -> lines.append(cell(item)).append('\n'));
            return lines.toString();
        }
        List<List<String>> cells = new ArrayList<>();
        Set<String> columns = columns(items);
        cells.add(columns.stream().map(TableText::upper).toList());
        for (JsonNode item : items) {
            cells.add(columns.stream().map(column -> cell(item.get(column))).toList());
        }
        return aligned(cells);
    }

    private String aligned(List<List<String>> cells) {
        int[] widths = new int[cells.get(0).size()];
        cells.forEach(row -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        StringBuilder text = new StringBuilder();
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            String plain = line.toString().stripTrailing();
            text.append(row == cells.get(0) ? style.bold(plain) : plain).append('\n');
        }
        return text.toString();
    }

    private static String value(JsonNode value, int indent) {
        if (value.isArray() && !value.isEmpty()) {
            List<String> lines = value.values().stream().map(TableText::cell).toList();
            return String.join("\n" + " ".repeat(indent), lines);
        }
        return cell(value);
    }

    private static String cell(@Nullable JsonNode value) {
        if (value == null || value.isNull() || (value.isContainer() && value.isEmpty())) {
            return "-";
        }
        if (value.isBoolean()) {
            return value.booleanValue() ? "yes" : "no";
        }
        if (value.isString()) {
            return value.stringValue().isEmpty() ? "-" : value.stringValue();
        }
        if (value.isArray() && value.values().stream().noneMatch(JsonNode::isContainer)) {
            return String.join(
                    ", ", value.values().stream().map(TableText::cell).toList());
        }
        if (value.isObject() && value.values().stream().noneMatch(JsonNode::isContainer)) {
            return String.join(
                    ", ",
                    value.properties().stream()
                            .map(entry -> entry.getKey() + " " + cell(entry.getValue()))
                            .toList());
        }
        return value.toString();
    }

    private static boolean isTable(JsonNode value) {
        return value.isArray() && !value.isEmpty() && value.values().stream().allMatch(JsonNode::isObject);
    }

    /** Objects by name, all of them flat: {@code {"payments": {...}, "menu": {...}}}. */
    private static boolean isNamed(JsonNode value) {
        return value.isObject() && !value.isEmpty() && value.values().stream().allMatch(JsonNode::isObject);
    }

    private static Set<String> columns(Iterable<JsonNode> items) {
        Set<String> columns = new LinkedHashSet<>();
        items.forEach(item -> item.properties().forEach(property -> columns.add(property.getKey())));
        return columns;
    }

    private static String upper(String name) {
        return heading(name).toUpperCase(Locale.ROOT);
    }

    /** {@code lagMillis} as {@code lag ms}. */
    static String heading(String name) {
        if (!name.matches("[a-z][a-zA-Z0-9]*")) {
            return name;
        }
        return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\bmillis\\b", "ms");
    }
}
