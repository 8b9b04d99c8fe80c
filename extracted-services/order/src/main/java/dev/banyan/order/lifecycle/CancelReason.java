package dev.banyan.order.lifecycle;

/** Why an order was cancelled. */
public enum CancelReason {
    PAYMENT_DECLINED(Kind.PAYMENT_DECLINED),
    PAYMENT_TIMED_OUT(Kind.PAYMENT_DECLINED),
    NOT_ACCEPTED(Kind.ON_REQUEST),
    BY_CUSTOMER(Kind.ON_REQUEST),
    BY_SHOP(Kind.ON_REQUEST),
    BY_ADMIN(Kind.ON_REQUEST),
    /** Nobody wrote down who it was; so in orders that the monolith cancelled. */
    ON_REQUEST(Kind.ON_REQUEST);

    /** As much as the monolith tells apart. */
    public enum Kind {
        PAYMENT_DECLINED,
        ON_REQUEST
    }

    private final Kind kind;

    CancelReason(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether it was never paid for, as far as the order knew. */
    public boolean unpaid() {
        return kind == Kind.PAYMENT_DECLINED;
    }
}
