package dev.banyan.order.lifecycle;

/** Where an order stands; its constants are the API's words. */
public enum OrderStatus {
    PENDING_PAYMENT,
    CREATED,
    /** A device of the shop has it. */
    RELAYED,
    ACCEPTED,
    DELIVERING,
    DELIVERED,
    CANCELLED
}
