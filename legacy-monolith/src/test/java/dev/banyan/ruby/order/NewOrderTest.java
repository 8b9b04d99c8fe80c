package dev.banyan.ruby.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.ruby.order.NewOrder.Line;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewOrderTest {

    private static final List<Line> ONE = List.of(new Line(1L, 2L, null));

    @Test
    void treatsABlankMemoAsNone() {
        assertThat(new NewOrder(1L, ONE, "CARD", "  ").memo()).isNull();
    }

    @Test
    void refusesAnOrderOfNothingOrOfTooMuch() {
        assertThatThrownBy(() -> new NewOrder(1L, List.of(), "CARD", null)).hasMessageContaining("items");
        assertThatThrownBy(() -> new NewOrder(1L, Collections.nCopies(51, ONE.get(0)), "CARD", null))
                .hasMessageContaining("items");
        assertThatThrownBy(() -> new Line(1L, 100L, null)).hasMessage("qty must be 1 to 99, is 100.");
    }

    @Test
    void refusesTheSameMenuTwice() {
        assertThatThrownBy(() -> new NewOrder(1L, List.of(ONE.get(0), new Line(1L, 1L, null)), "CARD", null))
                .hasMessageContaining("once");
    }

    @Test
    void refusesAnUnknownMethod() {
        assertThatThrownBy(() -> new NewOrder(1L, ONE, "GOLD", null)).hasMessageContaining("KAKAO_PAY");
    }
}
