package dev.banyan.ruby.order;

import dev.banyan.ruby.payment.PaymentProblem;
import dev.banyan.ruby.payment.Payments;
import dev.banyan.ruby.web.Problems;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Orders once they are placed. Repeating a command changes nothing more. */
@Service
final class OrderDesk {

    private final OrderRows rows;
    private final Payments payments;

    OrderDesk(OrderRows rows, Payments payments) {
        this.rows = rows;
        this.payments = payments;
    }

    Order get(long id) {
        return rows.find(id).orElseThrow(() -> Problems.notFound("There is no order " + id + "."));
    }

    List<Order> newestOf(long memberId, int limit) {
        return rows.newestOf(memberId, limit);
    }

    Order accept(long id) {
        return become(id, OrderStatus.ACCEPTED, null);
    }

    Order deliver(long id) {
        return become(id, OrderStatus.DELIVERED, null);
    }

    /**
     * Cancels, and refunds what was paid. The order is cancelled first: should the refund fail, repeating the command
     * refunds.
     *
     * @throws PaymentProblem when it is not known to have been refunded
     */
    Order cancel(long id) {
        Order before = get(id);
        if (before.memberId() == null) {
            throw Problems.conflict("Order " + id + " is a guest's; their refunds are made by hand.");
        }
        Order cancelled = become(id, OrderStatus.CANCELLED, CancelReason.ON_REQUEST);
        if (cancelled.paymentId() == null || cancelled.cancelReason() == CancelReason.PAYMENT_DECLINED) {
            return cancelled;
        }
        try {
            payments.refund(before.memberId(), "ord-" + id + "-refund", cancelled.paymentId());
        } catch (PaymentProblem problem) {
            if (problem.kind() != PaymentProblem.Kind.NOT_REFUNDABLE) {
                throw problem;
            }
            return get(id); // refunded before, by itself
        }
        return get(id).withPaidAmount(0);
    }

    private Order become(long id, OrderStatus next, @Nullable CancelReason reason) {
        while (true) {
            Order order = get(id);
            if (order.status() == next) {
                return order;
            }
            if (!order.status().canBecome(next)) {
                throw Problems.conflict("Order %d is %s and can't become %s.".formatted(id, order.status(), next));
            }
            if (rows.move(id, order.status(), next, reason)) {
                return get(id);
            }
        }
    }
}
