package dev.banyan.events;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events as the tests need them. */
final class Events {

    private Events() {}

    /** The id tells aggregate and version: {@code a-1}. */
    static Event event(String aggregate, long version) {
        return event(aggregate, version, "OrderCreated");
    }

    static Event event(String aggregate, long version, String type) {
        return with(aggregate, version, type, JsonMapper.shared().createObjectNode());
    }

    static Event ofBytes(String aggregate, int bytes) {
        ObjectNode facts = JsonMapper.shared().createObjectNode().put("memo", "x".repeat(bytes));
        return with(aggregate, 1, "OrderCreated", facts);
    }

    private static Event with(String aggregate, long version, String type, ObjectNode facts) {
        return new Event(
                aggregate + "-" + version,
                type,
                1,
                aggregate,
                version,
                Instant.parse("2018-11-01T03:00:00.123456Z"),
                List.of("status"),
                "trace-1",
                null,
                facts);
    }
}
