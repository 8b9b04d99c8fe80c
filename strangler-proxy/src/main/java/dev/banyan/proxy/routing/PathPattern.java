package dev.banyan.proxy.routing;

import java.util.ArrayList;
import java.util.List;

/**
 * A path pattern: literal segments, {@code {name}} for exactly one, {@code **} at the end for none or more.
 *
 * @param segments without the tail
 * @param tail whether it ends with {@code **}
 */
record PathPattern(List<String> segments, boolean tail) {
    static PathPattern parse(String text) {
        List<String> segments = new ArrayList<>();
        boolean tail = false;
        for (String segment : text.split("/", -1)) {
            if (segment.equals("**")) {
                tail = true;
            } else if (!segment.isEmpty()) {
                segments.add(segment);
            }
        }
        return new PathPattern(List.copyOf(segments), tail);
    }

    static boolean isVariable(String segment) {
        return segment.length() > 2 && segment.startsWith("{") && segment.endsWith("}");
    }

    /** Where the variable of that name stands; -1 when there is none. */
    int variable(String name) {
        return segments.indexOf("{" + name + "}");
    }

    /** This pattern as a path, its variables and tail filled from a path that matched {@code matched}. */
    String fill(PathPattern matched, RequestPath path) {
        StringBuilder filled = new StringBuilder();
        for (String segment : segments) {
            int at = isVariable(segment) ? matched.segments.indexOf(segment) : -1;
            filled.append('/').append(at < 0 ? segment : path.raw().get(at));
        }
        if (tail) {
            for (int i = matched.segments.size(); i < path.raw().size(); i++) {
                filled.append('/').append(path.raw().get(i));
            }
        }
        return filled.isEmpty() ? "/" : filled.toString();
    }
}
