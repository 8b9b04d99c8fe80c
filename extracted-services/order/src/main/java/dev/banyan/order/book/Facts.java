package dev.banyan.order.book;

import dev.banyan.kit.outbox.EventDraft;
import dev.banyan.kit.outbox.Outbox;
import dev.banyan.order.lifecycle.CancelReason;
import dev.banyan.order.lifecycle.OrderStatus;
import dev.banyan.order.lifecycle.Verdict.Move;
import java.time.format.DateTimeFormatter;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Tells what happened to orders: thin events with what never changes, the order's version, and why it was cancelled.
 * Each joins the transaction of what it tells.
 */
@Component
final class Facts {

    /** With seconds, be they zero. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");

    private final Outbox outbox;
    private final ApplicationEventPublisher listeners;

    Facts(Outbox outbox, ApplicationEventPublisher listeners) {
        this.outbox = outbox;
        this.listeners = listeners;
    }

    void paymentRequested(Order order, long version, PaymentMethod method) {
        outbox.append(draft(FactType.PAYMENT_REQUESTED, order, version)
                .with("method", method.name())
                .with("idempotencyKey", OrderProcess.paymentKey(order.id())));
    }

    void moved(Order order, long version, Move move) {
        EventDraft draft = draft(FactType.of(move.to()), order, version);
        CancelReason reason = move.command().reason();
        outbox.append(reason == null ? draft : draft.with("reason", reason.name()));
        if (move.to() == OrderStatus.DELIVERED) {
            listeners.publishEvent(new Delivered(order.id(), order.shopId(), order.memberId(), order.total()));
        }
    }

    private static EventDraft draft(FactType type, Order order, long version) {
        EventDraft draft = EventDraft.of(type.eventType(), String.valueOf(order.id()), version)
                .changed("status")
                .with("amount", order.total());
        draft = order.shopId() == null ? draft : draft.with("shopId", order.shopId());
        draft = order.placedAt() == null ? draft : draft.with("placedAt", TIME.format(order.placedAt()));
        return order.memberId() == null ? draft : draft.with("memberId", order.memberId());
    }
}
