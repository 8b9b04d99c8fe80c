package dev.banyan.kit.feed;

import dev.banyan.kit.feed.FeedPosition.Copy;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What POST /feed/PHASE is sent.
 *
 * @param from the position that the changes follow on
 * @param to the position once they are taken in; null as long as the first copy has none
 * @param snapshot where the first copy stands after this batch
 */
public record FeedBatch(
        @NotNull Long epoch,
        @Nullable String from,
        @Nullable String to,
        @NotNull Copy snapshot,
        @NotNull List<@Valid @NotNull Change> changes) {

    /** A change as it comes. */
    public record Change(
            @NotNull String table,
            FeedChange.@NotNull Kind kind,
            @Nullable Map<String, JsonNode> before,
            @Nullable Map<String, JsonNode> after,
            @NotNull Long at) {

        FeedChange read() {
            return new FeedChange(table, kind, row(before), row(after), Instant.ofEpochMilli(at));
        }

        private @Nullable FeedRow row(@Nullable Map<String, JsonNode> columns) {
            return columns == null ? null : new FeedRow(table, columns);
        }
    }

    /** @throws BadBatch when it contradicts itself */
    List<FeedChange> read() {
        if (snapshot == Copy.NONE) {
            throw new BadBatch("A batch's snapshot must be RUNNING or DONE");
        }
        if (snapshot == Copy.DONE && to == null) {
            throw new BadBatch("A batch without a position 'to' must say snapshot RUNNING");
        }
        if (to != null && to.equals(from) && !changes.isEmpty()) {
            throw new BadBatch("A batch with changes must move the position; from and to are both '" + to + "'");
        }
        return changes.stream().map(Change::read).toList();
    }
}
