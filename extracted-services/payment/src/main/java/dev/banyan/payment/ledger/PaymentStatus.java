package dev.banyan.payment.ledger;

/** Where a payment stands. Stored by name. */
public enum PaymentStatus {
    /** Written before the gateway is asked; its answer is not known yet. */
    PENDING,
    APPROVED,
    /** Approved once, and refunded. */
    CANCELLED,
    /** The gateway said no; the same key is never charged again. */
    DECLINED,
    /** The gateway gave no usable answer; the same key may be tried again. */
    FAILED
}
