package dev.banyan.ruby.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderStatusTest {

    @Test
    void movesAlongTheLifeCycleOnly() {
        assertThat(next(OrderStatus.PENDING_PAYMENT)).containsExactly(OrderStatus.CREATED, OrderStatus.CANCELLED);
        assertThat(next(OrderStatus.CREATED)).containsExactly(OrderStatus.ACCEPTED, OrderStatus.CANCELLED);
        assertThat(next(OrderStatus.ACCEPTED)).containsExactly(OrderStatus.DELIVERED, OrderStatus.CANCELLED);
        assertThat(next(OrderStatus.DELIVERED)).isEmpty();
        assertThat(next(OrderStatus.CANCELLED)).isEmpty();
    }

    @Test
    void survivesItsCode() {
        assertThat(OrderStatus.values())
                .allSatisfy(status -> assertThat(OrderStatus.of(status.code)).isEqualTo(status));
    }

    private static List<OrderStatus> next(OrderStatus from) {
        return Arrays.stream(OrderStatus.values()).filter(from::canBecome).toList();
    }
}
