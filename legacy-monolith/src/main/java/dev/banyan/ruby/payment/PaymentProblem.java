package dev.banyan.ruby.payment;

import org.jspecify.annotations.Nullable;

/** Why a charge or refund was not done. The message is meant for the caller. */
public final class PaymentProblem extends RuntimeException {

    /** What kind of trouble it is, and with it what the caller can do. */
    public enum Kind {
        NOT_FOUND,
        UNKNOWN_ORDER,
        /** The gateway said no; the same key gets the same answer. */
        DECLINED,
        /** The key belongs to another request. */
        KEY_REUSED,
        /** The first try is still running; ask again. */
        IN_PROGRESS,
        /** The payment is not approved, or refunded under another key. */
        NOT_REFUNDABLE,
        /** The gateway answered with an error; the same key may try again. */
        GATEWAY_ERROR,
        /** No answer, so the outcome is unknown; the same key may try again, later. */
        UNAVAILABLE
    }

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final @Nullable Long paymentId;

    public PaymentProblem(Kind kind, String message, @Nullable Long paymentId) {
        super(message);
        this.kind = kind;
        this.paymentId = paymentId;
    }

    public Kind kind() {
        return kind;
    }

    /** The payment it is about; null when there is none to name. */
    public @Nullable Long paymentId() {
        return paymentId;
    }
}
