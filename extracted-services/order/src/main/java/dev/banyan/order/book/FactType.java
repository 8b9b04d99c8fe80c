package dev.banyan.order.book;

import dev.banyan.order.lifecycle.OrderStatus;

/** What is told of an order. The first, third and fifth are internal to paying and bringing it. */
public enum FactType {
    PAYMENT_REQUESTED("OrderPaymentRequested"),
    CREATED("OrderCreated"),
    RELAYED("OrderRelayed"),
    ACCEPTED("OrderAccepted"),
    DISPATCHED("OrderDispatched"),
    DELIVERED("OrderDelivered"),
    CANCELLED("OrderCancelled");

    private final String eventType;

    FactType(String eventType) {
        this.eventType = eventType;
    }

    /** As subscribers know it. */
    public String eventType() {
        return eventType;
    }

    /** What is told when an order has arrived there. */
    static FactType of(OrderStatus status) {
        return switch (status) {
            case PENDING_PAYMENT -> PAYMENT_REQUESTED;
            case CREATED -> CREATED;
            case RELAYED -> RELAYED;
            case ACCEPTED -> ACCEPTED;
            case DELIVERING -> DISPATCHED;
            case DELIVERED -> DELIVERED;
            case CANCELLED -> CANCELLED;
        };
    }
}
