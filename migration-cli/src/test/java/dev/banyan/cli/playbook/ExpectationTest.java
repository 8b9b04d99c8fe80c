package dev.banyan.cli.playbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.control.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ExpectationTest {
    private static final JsonNode OUTPUT = Json.mapper().readTree("""
                    {"phases": {"payments": {"state": "SYNCED", "split": "25%"}},
                     "streams": {"payments.forward": {"lagMillis": 120, "paused": false, "message": ""}},
                     "shifts": [{"holdMillis": 250, "outcome": null}, {"holdMillis": 90, "outcome": "DONE"}],
                     "rowsDifferent": 0}
                    """);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phases.payments.state == SYNCED",
                "phases.payments.state == 'SYNCED'",
                "phases.payments.state != SHIFTING",
                "phases.payments.split == 25%",
                "phases.payments.split >= 5%",
                "streams.payments.forward.lagMillis < 2000",
                "streams.payments.forward.paused == false",
                "streams.payments.forward.message == ''",
                "shifts.1.outcome==DONE",
                "shifts[0].holdMillis <= 250.0",
                "shifts.0.outcome == null",
                "shifts.size == 2",
                "nothing.here == null",
                "rowsDifferent == 0",
                "exit == 3"
            })
    void holds(String text) {
        assertThat(Expectation.parse(text).check(3, OUTPUT).holds()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "phases.payments.state == synced",
                "phases.payments.split > 25%",
                "phases.menu.state == SYNCED",
                "rowsDifferent != 0",
                "missing < 5",
                "shifts.7.outcome == DONE",
                "exit == 0"
            })
    void doesNotHold(String text) {
        assertThat(Expectation.parse(text).check(3, OUTPUT).holds()).isFalse();
    }

    @Test
    void tellsWhatItFound() {
        assertThat(Expectation.parse("shifts.0.holdMillis < 200").check(0, OUTPUT))
                .isEqualTo(new Expectation.Check("shifts.0.holdMillis < 200", false, "250"));
        assertThat(Expectation.parse("rows.total == 1").check(0, null).found()).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rowsDifferent", "rowsDifferent = 0", "== 0", "state < SYNCED"})
    void refusesWhatIsNoExpectation(String text) {
        assertThatThrownBy(() -> Expectation.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}
