package dev.banyan.sync.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Rows with a key in (after, upTo].
 *
 * @param after null: from the first key on
 * @param upTo null: without end
 */
record KeyRange(@Nullable List<Object> after, @Nullable List<Object> upTo) {
    /** A condition with its parameters in order. */
    record Condition(String sql, List<Object> parameters) {}

    /** The range over these columns, in key order; each is bounded on its own first, so that the index is used. */
    Condition over(List<String> columns) {
        List<String> parts = new ArrayList<>();
        List<Object> parameters = new ArrayList<>();
        if (after != null) {
            bound(columns, after, ">", parts, parameters);
        }
        if (upTo != null) {
            bound(columns, upTo, "<", parts, parameters);
        }
        return new Condition(parts.isEmpty() ? "TRUE" : String.join(" AND ", parts), parameters);
    }

    private static void bound(
            List<String> columns, List<Object> key, String sign, List<String> parts, List<Object> parameters) {
        boolean inclusive = sign.equals("<");
        if (columns.size() == 1) {
            parts.add(columns.get(0) + " " + sign + (inclusive ? "= ?" : " ?"));
            parameters.add(key.get(0));
            return;
        }
        parts.add(columns.get(0) + " " + sign + "= ?");
        parameters.add(key.get(0));
        List<String> cases = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String equal = columns.subList(0, i).stream()
                    .map(column -> column + " = ? AND ")
                    .collect(Collectors.joining());
            String last = i == columns.size() - 1 && inclusive ? "= ?" : " ?";
            cases.add("(" + equal + columns.get(i) + " " + sign + last + ")");
            parameters.addAll(key.subList(0, i + 1));
        }
        parts.add("(" + String.join(" OR ", cases) + ")");
    }
}
