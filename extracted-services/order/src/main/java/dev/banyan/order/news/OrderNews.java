package dev.banyan.order.news;

import dev.banyan.order.book.Deadline;
import dev.banyan.order.book.Deadlines;
import dev.banyan.order.book.OrderProcess;
import dev.banyan.order.book.OrderSettings;
import dev.banyan.order.book.Processes;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Writes down what payment and relay say, and has the order looked at. The order itself is left alone: whether it may be
 * written here and now is its owner's business. All join the caller's transaction; news of orders that were not placed
 * here are nobody's here.
 */
@Component
public final class OrderNews {

    private final Processes processes;
    private final Deadlines deadlines;
    private final OrderSettings settings;
    private final Clock clock;

    OrderNews(Processes processes, Deadlines deadlines, OrderSettings settings, Clock clock) {
        this.processes = processes;
        this.deadlines = deadlines;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A payment is approved.
     *
     * @param key under which it was asked for; members also pay by themselves, which is not what the order waits for
     */
    public void approved(long orderId, @Nullable Long memberId, long paymentId, BigDecimal amount, String key) {
        if (key.equals(OrderProcess.paymentKey(orderId)) && processes.approved(orderId, paymentId, amount)) {
            look(orderId, memberId);
        }
    }

    /** A payment will never be approved. */
    public void failed(long orderId, @Nullable Long memberId, @Nullable Long paymentId, String key) {
        if (key.equals(OrderProcess.paymentKey(orderId)) && processes.failed(orderId, paymentId)) {
            look(orderId, memberId);
        }
    }

    /** A payment was refunded, whoever asked for it. */
    public void refunded(long orderId, @Nullable Long memberId, long paymentId) {
        if (processes.refunded(orderId, paymentId)) {
            look(orderId, memberId);
        }
    }

    /** A device of the shop has the order. */
    public void relayed(long orderId, @Nullable Long memberId) {
        if (processes.relayed(orderId)) {
            look(orderId, memberId);
        }
    }

    /** A request that waits for the payment settles the order itself; only after that time somebody else looks. */
    private void look(long orderId, @Nullable Long memberId) {
        Instant now = clock.instant();
        Instant answered = deadlines
                .find(orderId, Deadline.Kind.PAYMENT)
                .map(deadline -> deadline.dueAt().minus(settings.payWithin()).plus(settings.answerWithin()))
                .orElse(now);
        deadlines.set(orderId, Deadline.Kind.NEWS, memberId, answered.isAfter(now) ? answered : now);
    }
}
