package dev.banyan.order.book;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.order.book.OrderProcess.Payment;
import dev.banyan.order.lifecycle.Command;
import dev.banyan.order.lifecycle.Lifecycle;
import dev.banyan.order.lifecycle.OrderStatus;
import dev.banyan.order.lifecycle.Verdict;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueTest {

    @ParameterizedTest
    @CsvSource({
        "PENDING_PAYMENT, REQUESTED, false, false, false, ",
        "PENDING_PAYMENT, REQUESTED, false, true,  false, PAYMENT_TIMED_OUT",
        "PENDING_PAYMENT, APPROVED,  false, true,  false, PAID",
        "PENDING_PAYMENT, FAILED,    false, false, false, PAYMENT_FAILED",
        "PENDING_PAYMENT, REFUNDED,  false, false, false, PAYMENT_FAILED",
        "CREATED,         APPROVED,  false, false, false, ",
        "CREATED,         APPROVED,  true,  false, false, RELAY_ACKNOWLEDGED",
        "CREATED,         APPROVED,  true,  false, true,  NOT_ACCEPTED_IN_TIME",
        "RELAYED,         APPROVED,  true,  false, false, ",
        "RELAYED,         APPROVED,  true,  false, true,  NOT_ACCEPTED_IN_TIME",
        "ACCEPTED,        APPROVED,  true,  true,  true,  ",
        "CANCELLED,       APPROVED,  true,  true,  true,  ",
    })
    void knowsWhatAnOrderIsToDoByItself(
            OrderStatus status,
            Payment payment,
            boolean relayed,
            boolean unpaid,
            boolean unaccepted,
            @Nullable Command due) {
        assertThat(Due.next(order(status, payment, relayed), unpaid, unaccepted))
                .isEqualTo(due);
    }

    @Test
    void whatIsDueIsAlwaysALegalMove() {
        for (OrderStatus status : OrderStatus.values()) {
            for (Payment payment : Payment.values()) {
                for (int flags = 0; flags < 8; flags++) {
                    Command due = Due.next(order(status, payment, (flags & 1) > 0), (flags & 2) > 0, (flags & 4) > 0);
                    if (due != null) {
                        assertThat(Lifecycle.decide(status, due)).isInstanceOf(Verdict.Move.class);
                    }
                }
            }
        }
    }

    @Test
    void leavesOrdersOfTheMonolithAlone() {
        Order order = new Order(
                1, 1L, 1L, OrderStatus.PENDING_PAYMENT, null, BigDecimal.TEN, null, null, null, 1, null, List.of());

        assertThat(Due.next(order, true, true)).isNull();
    }

    private static Order order(OrderStatus status, Payment payment, boolean relayed) {
        OrderProcess process = new OrderProcess(1, 1L, PaymentMethod.CARD, payment, null, null, relayed);
        return new Order(1, 1L, 1L, status, null, BigDecimal.TEN, null, null, null, 1, process, List.of());
    }
}
