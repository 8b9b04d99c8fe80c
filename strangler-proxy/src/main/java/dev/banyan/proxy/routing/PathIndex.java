package dev.banyan.proxy.routing;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the most specific route of a path without scanning: a tree of segments. At each segment a literal beats a
 * variable, and a variable beats a tail.
 */
final class PathIndex {
    private final Node root = new Node();

    /** @throws IllegalArgumentException when another route matches exactly the same paths */
    void add(PhaseRoute route) {
        Node node = root;
        for (String segment : route.pattern().segments()) {
            node = node.child(segment);
        }
        PhaseRoute other = route.pattern().tail() ? node.tail : node.end;
        if (other != null) {
            throw new IllegalArgumentException("Path '" + route.rule().path() + "' of phase '" + route.phase()
                    + "' matches the same requests as '" + other.rule().path() + "' of phase '" + other.phase() + "'.");
        }
        if (route.pattern().tail()) {
            node.tail = route;
        } else {
            node.end = route;
        }
    }

    @Nullable
    PhaseRoute find(RequestPath path) {
        return find(root, path.decoded(), 0);
    }

    private static @Nullable PhaseRoute find(Node node, List<String> segments, int at) {
        if (at == segments.size()) {
            return node.end != null ? node.end : node.tail;
        }
        Node literal = node.literals.get(segments.get(at));
        PhaseRoute found = literal == null ? null : find(literal, segments, at + 1);
        if (found == null && node.variable != null) {
            found = find(node.variable, segments, at + 1);
        }
        return found != null ? found : node.tail;
    }

    private static final class Node {
        final Map<String, Node> literals = new HashMap<>();

        @Nullable
        Node variable;

        @Nullable
        PhaseRoute end;

        @Nullable
        PhaseRoute tail;

        Node child(String segment) {
            if (!PathPattern.isVariable(segment)) {
                return literals.computeIfAbsent(segment, s -> new Node());
            }
            Node child = variable;
            if (child == null) {
                child = new Node();
                variable = child;
            }
            return child;
        }
    }
}
