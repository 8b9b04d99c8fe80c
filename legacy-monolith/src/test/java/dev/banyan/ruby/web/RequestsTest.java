package dev.banyan.ruby.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestsTest {

    @Test
    void acceptsKeysOfUpTo80VisibleCharacters() {
        assertThat(Requests.idempotencyKey("k".repeat(80))).hasSize(80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two words", "열쇠", "tab\t"})
    void refusesOtherKeys(String key) {
        assertThatThrownBy(() -> Requests.idempotencyKey(key)).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void refusesAKeyThatItsColumnCannotHold() {
        assertThatThrownBy(() -> Requests.idempotencyKey("k".repeat(81))).isInstanceOf(InvalidRequest.class);
    }

    @Test
    void countsCharactersAsTheDatabaseDoes() {
        assertThat(Requests.text("name", " 😋".repeat(2), 3)).isEqualTo("😋 😋");
    }

    @Test
    void namesTheRuleAndTheValue() {
        assertThatThrownBy(() -> Requests.limit(101)).hasMessage("limit must be 1 to 100, is 101.");
        assertThatThrownBy(() -> Requests.memberId(0)).hasMessage("X-Member-Id must be at least 1, is 0.");
    }
}
