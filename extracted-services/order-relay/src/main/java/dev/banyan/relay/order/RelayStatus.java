package dev.banyan.relay.order;

/** How far an order got on its way to the shop. Stored by name. */
public enum RelayStatus {
    WAITING,
    /** A device has it. */
    SENT,
    ACCEPTED,
    /** No device took it; the same key may try again. */
    FAILED
}
