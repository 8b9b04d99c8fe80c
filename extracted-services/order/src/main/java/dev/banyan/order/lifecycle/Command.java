package dev.banyan.order.lifecycle;

import org.jspecify.annotations.Nullable;

/** What can be asked of an order, or has become true of it. */
public enum Command {
    PAID(OrderStatus.CREATED),
    PAYMENT_FAILED(CancelReason.PAYMENT_DECLINED),
    PAYMENT_TIMED_OUT(CancelReason.PAYMENT_TIMED_OUT),
    RELAY_ACKNOWLEDGED(OrderStatus.RELAYED),
    ACCEPT(OrderStatus.ACCEPTED),
    NOT_ACCEPTED_IN_TIME(CancelReason.NOT_ACCEPTED),
    DISPATCH(OrderStatus.DELIVERING),
    COMPLETE(OrderStatus.DELIVERED),
    CANCEL_BY_CUSTOMER(CancelReason.BY_CUSTOMER),
    CANCEL_BY_SHOP(CancelReason.BY_SHOP),
    CANCEL_BY_ADMIN(CancelReason.BY_ADMIN);

    private final OrderStatus leadsTo;
    private final @Nullable CancelReason reason;

    Command(OrderStatus leadsTo) {
        this.leadsTo = leadsTo;
        this.reason = null;
    }

    Command(CancelReason reason) {
        this.leadsTo = OrderStatus.CANCELLED;
        this.reason = reason;
    }

    /** Where an order stands when the command was obeyed. */
    public OrderStatus leadsTo() {
        return leadsTo;
    }

    /** Why an order is cancelled by it; null for all that don't cancel. */
    public @Nullable CancelReason reason() {
        return reason;
    }
}
