package dev.banyan.cli.playbook;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Follows paths such as {@code a.b.0.c} through JSON. Names that contain dots are found too, and {@code size} counts the members of an array
 * or object that has none of that name.
 */
final class JsonPath {
    private JsonPath() {}

    static @Nullable JsonNode find(@Nullable JsonNode root, String path) {
        String dotted = path.replaceAll("\\[(\\d+)]", ".$1");
        return root == null ? null : find(root, List.of(dotted.split("\\.")));
    }

    private static @Nullable JsonNode find(JsonNode node, List<String> segments) {
        if (segments.isEmpty()) {
            return node;
        }
        if (node.isArray() && segments.get(0).matches("\\d{1,9}")) {
            JsonNode item = node.get(Integer.parseInt(segments.get(0)));
            return item == null ? null : find(item, segments.subList(1, segments.size()));
        }
        for (int length = segments.size(); length > 0; length--) {
            JsonNode child = node.isObject() ? node.get(String.join(".", segments.subList(0, length))) : null;
            if (child != null) {
                JsonNode found = find(child, segments.subList(length, segments.size()));
                if (found != null) {
                    return found;
                }
            }
        }
        if (node.isContainer() && segments.equals(List.of("size"))) {
            return tools.jackson.databind.node.JsonNodeFactory.instance.numberNode(node.size());
        }
        return null;
    }
}
