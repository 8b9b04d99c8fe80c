package dev.banyan.sync.feed;

import dev.banyan.control.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Source transactions gathered for one request. Bounded in changes and size, but a transaction is never torn apart: one
 * that is larger than the bounds travels alone.
 */
final class FeedBatch {
    static final int LARGEST_CHANGES = 500;
    static final int LARGEST_CHARACTERS = 1_000_000;

    private final List<String> changes = new ArrayList<>();
    private int characters;

    @Nullable
    Map<String, Object> place;

    boolean snapshotEnds;
    long heartbeatMillis = -1;

    int changes() {
        return changes.size();
    }

    /** Whether these changes can be added without going beyond the bounds; an empty batch takes any. */
    boolean takes(List<String> more) {
        return changes.isEmpty()
                || (changes.size() + more.size() <= LARGEST_CHANGES && characters + size(more) <= LARGEST_CHARACTERS);
    }

    void add(List<String> more) {
        changes.addAll(more);
        characters += size(more);
    }

    /** The request's body. */
    static byte[] body(long epoch, @Nullable String from, @Nullable String to, boolean done, List<String> changes) {
        ObjectNode head = Json.mapper().createObjectNode();
        head.put("epoch", epoch);
        head.put("from", from);
        head.put("to", to);
        head.put("snapshot", done ? "DONE" : "RUNNING");
        String text = head.toString();
        return (text.substring(0, text.length() - 1) + ",\"changes\":[" + String.join(",", changes) + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    byte[] body(long epoch, @Nullable String from, @Nullable String to, boolean done) {
        return body(epoch, from, to, done, changes);
    }

    private static int size(List<String> texts) {
        return texts.stream().mapToInt(String::length).sum();
    }
}
