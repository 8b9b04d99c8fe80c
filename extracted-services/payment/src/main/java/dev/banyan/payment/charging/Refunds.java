package dev.banyan.payment.charging;

import dev.banyan.payment.charging.PaymentProblem.Kind;
import dev.banyan.payment.gateway.GatewayFailure;
import dev.banyan.payment.gateway.PaymentGateway;
import dev.banyan.payment.ledger.Payment;
import dev.banyan.payment.ledger.PaymentLedger;
import dev.banyan.payment.ledger.PaymentStatus;
import dev.banyan.payment.ledger.RefundRows;
import dev.banyan.payment.ledger.WholeUnits;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Refunds approved payments, each at most once. The refund key on the row is the claim; the reference sent to the
 * gateway names the payment, so that a refund repeated after an unknown outcome is the same one to the gateway.
 */
@Service
public final class Refunds {

    private static final Logger log = LoggerFactory.getLogger(Refunds.class);

    private final PaymentLedger ledger;
    private final RefundRows rows;
    private final PaymentGateway gateway;
    private final Clock clock;

    Refunds(PaymentLedger ledger, RefundRows rows, PaymentGateway gateway, Clock clock) {
        this.ledger = ledger;
        this.rows = rows;
        this.gateway = gateway;
        this.clock = clock;
    }

    /**
     * Refunds, or answers what the same key was answered before.
     *
     * @return the payment, CANCELLED
     * @throws PaymentProblem when it was not refunded under this key
     */
    public Payment refund(long memberId, long id, String refundKey) {
        Patience patience = new Patience();
        while (true) {
            Payment seen = load(memberId, id);
            boolean mine = refundKey.equals(seen.refundKey());
            if (seen.status() == PaymentStatus.CANCELLED && mine) {
                return seen;
            }
            if (seen.status() != PaymentStatus.APPROVED || seen.gatewayTransactionId() == null) {
                throw notRefundable(seen);
            }
            if (seen.refundKey() == null || abandoned(seen)) {
                LocalDateTime claimedAt = claim(seen, refundKey);
                if (claimedAt != null) {
                    ask(seen, seen.gatewayTransactionId(), refundKey, claimedAt);
                    continue;
                }
            }
            if (!patience.lasts()) {
                throw new PaymentProblem(Kind.IN_PROGRESS, "A refund of this payment is still running", id);
            }
        }
    }

    private void ask(Payment claimed, String transactionId, String refundKey, LocalDateTime claimedAt) {
        try {
            gateway.refund(
                    transactionId, "refund-" + claimed.id(), WholeUnits.of(Objects.requireNonNull(claimed.amount())));
        } catch (GatewayFailure failed) {
            log.warn("Refund of payment {}: {}", claimed.id(), failed.getMessage());
            rows.release(claimed.id(), refundKey, claimedAt);
            throw new PaymentProblem(
                    failed.kind() == GatewayFailure.Kind.ERROR ? Kind.GATEWAY_ERROR : Kind.GATEWAY_UNAVAILABLE,
                    failed.getMessage(),
                    claimed.id());
        }
        rows.complete(claimed, refundKey);
    }

    private @Nullable LocalDateTime claim(Payment seen, String refundKey) {
        try {
            return rows.claim(seen, refundKey);
        } catch (DuplicateKeyException used) {
            throw new PaymentProblem(
                    Kind.KEY_REUSED, "This Idempotency-Key was used to refund another payment", seen.id());
        }
    }

    private Payment load(long memberId, long id) {
        return ledger.find(memberId, id)
                .orElseThrow(() -> new PaymentProblem(Kind.NOT_FOUND, "There is no payment " + id, id));
    }

    private boolean abandoned(Payment claimed) {
        return claimed.untouchedSince(LocalDateTime.now(clock).minus(Patience.ABANDONED_AFTER));
    }

    private static PaymentProblem notRefundable(Payment seen) {
        String message = seen.status() == PaymentStatus.APPROVED
                ? "The payment did not go through the gateway; it cannot be refunded there"
                : "Only an approved payment can be refunded; this one is " + seen.status();
        return new PaymentProblem(Kind.NOT_REFUNDABLE, message, seen.id());
    }
}
