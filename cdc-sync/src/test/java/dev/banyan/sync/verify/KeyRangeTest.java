package dev.banyan.sync.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRangeTest {
    @Test
    void isOpenBelowClosedAboveAndWithoutEndsWhereNoneAreGiven() {
        assertThat(new KeyRange(null, null).over(List.of("a")).sql()).isEqualTo("TRUE");
        assertThat(new KeyRange(List.of(1), List.of(5)).over(List.of("a")))
                .isEqualTo(new KeyRange.Condition("a > ? AND a <= ?", List.of(1, 5)));
    }

    @Test
    void ordersCompositeKeysColumnByColumn() {
        assertThat(new KeyRange(List.of(1, 2), List.of(3, 4)).over(List.of("a", "b")))
                .isEqualTo(new KeyRange.Condition(
                        "a >= ? AND ((a > ?) OR (a = ? AND b > ?)) AND a <= ? AND ((a < ?) OR (a = ? AND b <= ?))",
                        List.of(1, 1, 1, 2, 3, 3, 3, 4)));
    }
}
