package dev.banyan.kit.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FeedRowTest {

    private static final FeedRow ROW = new FeedRow(
            "orders",
            JsonMapper.shared()
                    .readValue(
                            "{\"id\":7,\"name\":\"통닭\",\"amount\":\"12.50\",\"count\":3,\"day\":\"2017-03-01\","
                                    + "\"at\":\"2017-03-01T12:30:00\",\"none\":null}",
                            new TypeReference<Map<String, JsonNode>>() {}));

    @Test
    void readsColumnsByTheirKind() {
        assertThat(ROW.number("id")).isEqualTo(7);
        assertThat(ROW.text("name")).isEqualTo("통닭");
        assertThat(ROW.decimal("amount")).isEqualTo("12.50");
        assertThat(ROW.decimal("count")).isEqualTo("3");
        assertThat(ROW.date("day")).isEqualTo(LocalDate.of(2017, 3, 1));
        assertThat(ROW.time("at")).isEqualTo(LocalDateTime.of(2017, 3, 1, 12, 30));
        assertThat(ROW.textOrNull("none")).isNull();
        assertThat(ROW.timeOrNull("none")).isNull();
    }

    @Test
    void namesTheColumnThatIsNotAsExpected() {
        assertThatThrownBy(() -> ROW.number("name"))
                .isInstanceOf(BadBatch.class)
                .hasMessage("Column 'name' of table 'orders' is \"통닭\", not a whole number");
        assertThatThrownBy(() -> ROW.time("day"))
                .hasMessage("Column 'day' of table 'orders' is \"2017-03-01\", not a date and time");
        assertThatThrownBy(() -> ROW.decimal("name")).isInstanceOf(BadBatch.class);
        assertThatThrownBy(() -> ROW.text("none")).hasMessage("Column 'none' of table 'orders' is NULL");
        assertThatThrownBy(() -> ROW.text("nome"))
                .hasMessageStartingWith("Table 'orders' came without column 'nome'; it has");
    }
}
