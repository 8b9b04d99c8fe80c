package dev.banyan.sync.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MatchingTest {
    @Test
    void comparesNumbersByValue() {
        assertThat(Matching.NUMBER.same("1.50", "1.5")).isTrue();
        assertThat(Matching.NUMBER.same("007", "7")).isTrue();
        assertThat(Matching.NUMBER.same("0.1", "0.10000000149011612")).isFalse();
        assertThat(Matching.NUMBER.same("9007199254740993", "9007199254740992")).isFalse();
        assertThat(Matching.NUMBER.same("x", "7")).isFalse();
    }

    @Test
    void comparesDocumentsByContent() {
        assertThat(Matching.JSON.same("{\"a\":1,\"b\":2}", "{ \"b\": 2, \"a\": 1 }"))
                .isTrue();
        assertThat(Matching.JSON.same("{\"a\":1}", "{\"a\":2}")).isFalse();
        assertThat(Matching.JSON.same("no json", "{}")).isFalse();
    }

    @Test
    void nullEqualsOnlyNull() {
        assertThat(Matching.EXACT.same(null, null)).isTrue();
        assertThat(Matching.NUMBER.same(null, "0")).isFalse();
        assertThat(Matching.EXACT.same("a", "A")).isFalse();
    }
}
