package dev.banyan.kit.outbox;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a service says happened; the outbox adds id, time and trace. Facts are what can't be asked for later; an event without any
 * only says that something changed.
 *
 * @param version the aggregate's once it had happened
 */
public record EventDraft(
        String type, int schemaVersion, String aggregateId, long version, List<String> changed, ObjectNode facts) {

    public EventDraft {
        changed = List.copyOf(changed);
        facts = facts.deepCopy();
    }

    public static EventDraft of(String type, String aggregateId, long version) {
        return new EventDraft(
                type, 1, aggregateId, version, List.of(), JsonMapper.shared().createObjectNode());
    }

    public EventDraft schema(int newVersion) {
        return new EventDraft(type, newVersion, aggregateId, version, changed, facts);
    }

    public EventDraft changed(String... attributes) {
        return new EventDraft(type, schemaVersion, aggregateId, version, List.of(attributes), facts);
    }

    public EventDraft with(String fact, long value) {
        return withFacts(facts.deepCopy().put(fact, value));
    }

    public EventDraft with(String fact, @Nullable String value) {
        return withFacts(facts.deepCopy().put(fact, value));
    }

    public EventDraft with(String fact, BigDecimal value) {
        return withFacts(facts.deepCopy().put(fact, value));
    }

    private EventDraft withFacts(ObjectNode newFacts) {
        return new EventDraft(type, schemaVersion, aggregateId, version, changed, newFacts);
    }
}
