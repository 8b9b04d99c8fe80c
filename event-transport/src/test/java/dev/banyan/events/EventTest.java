package dev.banyan.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class EventTest {

    private static final String LEAST = "{\"eventId\":\"e\",\"type\":\"AdEnded\",\"schemaVersion\":1,"
            + "\"aggregateId\":\"a\",\"aggregateVersion\":2,\"occurredAt\":\"2018-11-01T03:00:00Z\"}";

    @Test
    void comesBackAsItWasWritten() {
        ObjectNode facts =
                JsonMapper.shared().createObjectNode().put("reason", "배달 취소").put("amount", 17_900L);
        Event event = new Event(
                "e-1",
                "OrderCancelled",
                2,
                "order-7",
                3,
                Instant.parse("2018-11-01T03:00:00.123456Z"),
                List.of("status", "reason"),
                "t",
                "r",
                facts);

        Event read = Event.parse(event.toJson());

        assertThat(read.toJson()).isEqualTo(event.toJson());
        assertThat(read.attributes().get("reason").stringValue()).isEqualTo("배달 취소");
        assertThat(event.toJson()).matches("\\p{ASCII}+");
    }

    @Test
    void needsTheEnvelopeOnly() {
        Event event = Event.parse(LEAST);

        assertThat(event.changedAttributes()).isEmpty();
        assertThat(event.traceId()).isNull();
        assertThat(event.isRepublished()).isFalse();
        assertThat(event.attributes().isEmpty()).isTrue();
    }

    @Test
    void ignoresFieldsOfLaterVersions() {
        assertThat(Event.parse(LEAST.replace("{", "{\"later\":{\"x\":[1]},"))).isEqualTo(Event.parse(LEAST));
    }

    @Test
    void keepsMoneyExact() {
        Event event = Event.parse(LEAST.replace("{", "{\"attributes\":{\"amount\":0.10000000000000000001},"));

        assertThat(event.toJson()).contains("0.10000000000000000001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"aggregateVersion\":2 | \"aggregateVersion\":\"2\" | aggregateVersion must be a whole number; it is \"2\"",
                "\"aggregateVersion\":2 | \"aggregateVersion\":0 | aggregateVersion must be 1 or more; it is 0",
                "\"aggregateVersion\":2 | \"aggregateVersion\":2.5 | aggregateVersion must be a whole number; it is 2.5",
                "\"schemaVersion\":1 | \"schemaVersion\":4294967297 | schemaVersion must be a whole number; it is 4294967297",
                "\"eventId\":\"e\", | `` | eventId must be text; it is missing",
                "\"eventId\":\"e\" | \"eventId\":\"e e\" | eventId must be 1 to 60 visible ASCII characters; it is 'e e'",
                "\"type\":\"AdEnded\" | \"type\":\"ad-ended\" | type must be a word of at most 80 letters and digits",
                "2018-11-01T03:00:00Z | today | occurredAt must be a time like 2018-11-01T12:00:00Z; it is \"today\"",
                "\"aggregateId\":\"a\" | \"aggregateId\":\"a\",\"changedAttributes\":[1] | changedAttributes must be a list of names",
                "\"aggregateId\":\"a\" | \"aggregateId\":\"a\",\"attributes\":[] | attributes must be a JSON object",
                "\"aggregateId\":\"a\" | \"aggregateId\":\"a\",\"aggregateId\":\"b\" | A message is no JSON: Duplicate",
                "\"aggregateId\":\"a\" | \"TopicArn\":\"t\",\"Message\":\"m\" | Set RawMessageDelivery=true",
            })
    void saysWhatIsWrong(String part, String instead, String message) {
        assertThatThrownBy(() -> Event.parse(LEAST.replace(part, instead)))
                .isInstanceOf(BadEventException.class)
                .hasMessageContaining(message);
    }

    @Test
    void hasAFreshDeduplicationIdWhenRepublished() {
        Event event = Event.parse(LEAST);

        assertThat(event.deduplicationId()).isEqualTo("e");
        assertThat(event.republished("r1").deduplicationId()).isEqualTo("e:r1");
        assertThat(event.republished("r1").eventId()).isEqualTo("e");
    }
}
