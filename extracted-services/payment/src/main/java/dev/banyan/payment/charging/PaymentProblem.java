package dev.banyan.payment.charging;

import dev.banyan.kit.web.Problem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Why a charge or refund was not done. The message is meant for the caller. */
public final class PaymentProblem extends Problem {

    /** What kind of trouble it is, and with it what the caller can do. */
    public enum Kind {
        NOT_FOUND(HttpStatus.NOT_FOUND),
        /** The gateway said no; the same key gets the same answer. */
        DECLINED(HttpStatus.PAYMENT_REQUIRED),
        /** The key belongs to another request. */
        KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT),
        /** The first try is still running; ask again. */
        IN_PROGRESS(HttpStatus.CONFLICT),
        /** The payment is not approved, or refunded already. */
        NOT_REFUNDABLE(HttpStatus.CONFLICT),
        /** The gateway answered with an error; the same key may be tried again. */
        GATEWAY_ERROR(HttpStatus.BAD_GATEWAY),
        /** The gateway could not be asked or gave no answer; the same key may be tried again, later. */
        GATEWAY_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

        private final HttpStatus status;

        Kind(HttpStatus status) {
            this.status = status;
        }
    }

    private final Kind kind;

    /** @param paymentId the payment it is about; null when there is none to name */
    public PaymentProblem(Kind kind, String message, @Nullable Long paymentId) {
        super(kind.status, kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), message);
        this.kind = kind;
        if (paymentId != null) {
            with("paymentId", paymentId);
        }
        if (kind == Kind.IN_PROGRESS || kind == Kind.GATEWAY_UNAVAILABLE) {
            retryable();
        }
    }

    public Kind kind() {
        return kind;
    }
}
