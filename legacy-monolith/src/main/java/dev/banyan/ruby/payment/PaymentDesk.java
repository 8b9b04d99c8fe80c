package dev.banyan.ruby.payment;

import dev.banyan.ruby.gateway.GatewayFailure;
import dev.banyan.ruby.gateway.PaymentGateway;
import dev.banyan.ruby.payment.PaymentProblem.Kind;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * Takes payments and refunds them: one gateway charge per member and key, one refund per payment. The row says so,
 * committed, before the gateway is asked, and no transaction is open meanwhile. Whoever finds another try running waits
 * for it; only a try that failed, or whose process died, is made again, under the same reference.
 */
@Service
final class PaymentDesk {

    /**
     * A payment, approved or since refunded.
     *
     * @param fresh false when an earlier request with the same key took the money
     */
    record Charged(Payment payment, boolean fresh) {}

    private static final Logger log = LoggerFactory.getLogger(PaymentDesk.class);

    private final PaymentRows rows;
    private final PaymentGateway gateway;
    private final Clock clock;

    PaymentDesk(PaymentRows rows, PaymentGateway gateway, Clock clock) {
        this.rows = rows;
        this.gateway = gateway;
        this.clock = clock;
    }

    /** A member's payment, or NOT_FOUND. */
    Payment get(long memberId, long id) {
        return load(memberId, id).payment();
    }

    List<Payment> newestOf(long memberId, int limit) {
        return rows.newestOf(memberId, limit);
    }

    /**
     * Charges, or answers what the same key was answered before.
     *
     * @throws PaymentProblem when there is no approved payment to answer with
     */
    Charged charge(long memberId, String key, NewPayment wanted) {
        String reference = "mem-" + memberId + "-" + key;
        OptionalLong opened = rows.open(memberId, key, wanted);
        if (opened.isPresent()) {
            return new Charged(askForMoney(memberId, opened.getAsLong(), reference, wanted), true);
        }
        var patience = new Patience();
        boolean sawRunning = false;
        do {
            PaymentRow seen = rows.findByKey(memberId, key)
                    .orElseThrow(() -> new IllegalStateException("Payment " + reference + " vanished"));
            if (!seen.answers(wanted)) {
                throw new PaymentProblem(
                        Kind.KEY_REUSED, "This Idempotency-Key was used for another payment.", seen.id());
            }
            if (seen.status() == PaymentStatus.FAILED && sawRunning) {
                throw new PaymentProblem(
                        Kind.UNAVAILABLE, "The first try of this payment failed; try again.", seen.id());
            }
            boolean running = seen.status() == PaymentStatus.PENDING && !abandoned(seen);
            if (!running && seen.status() != PaymentStatus.PENDING && seen.status() != PaymentStatus.FAILED) {
                return new Charged(approved(seen), false);
            }
            if (!running && rows.reopen(seen)) {
                return new Charged(askForMoney(memberId, seen.id(), reference, wanted), true);
            }
            sawRunning |= running;
        } while (patience.lasts());
        throw inProgress("A request with this Idempotency-Key is still running.");
    }

    private Payment askForMoney(long memberId, long id, String reference, NewPayment wanted) {
        try {
            Optional<String> transaction =
                    gateway.charge(reference, wanted.amount(), wanted.method().name());
            rows.settle(
                    id,
                    transaction.isPresent() ? PaymentStatus.APPROVED : PaymentStatus.DECLINED,
                    transaction.orElse(null));
        } catch (GatewayFailure failure) {
            rows.settle(id, PaymentStatus.FAILED, null);
            throw problem(failure, id);
        }
        // The stored row is the answer: had another try taken over meanwhile, this one would not have settled it.
        return approved(load(memberId, id));
    }

    private static Payment approved(PaymentRow stored) {
        return switch (stored.status()) {
            case APPROVED, CANCELLED -> stored.payment();
            case DECLINED ->
                throw new PaymentProblem(Kind.DECLINED, "The payment gateway declined the payment.", stored.id());
            case FAILED ->
                throw new PaymentProblem(Kind.UNAVAILABLE, "This payment failed meanwhile; try again.", stored.id());
            case PENDING -> throw inProgress("Another try of this payment is running.");
        };
    }

    /**
     * Refunds, or answers what the same key was answered before.
     *
     * @throws PaymentProblem when it was not refunded under this key
     */
    Payment refund(long memberId, String key, long id) {
        var patience = new Patience();
        do {
            PaymentRow seen = load(memberId, id);
            if (seen.status() == PaymentStatus.CANCELLED && key.equals(seen.refundKey())) {
                return seen.payment();
            }
            if (seen.status() != PaymentStatus.APPROVED || seen.transactionId() == null) {
                throw new PaymentProblem(
                        Kind.NOT_REFUNDABLE,
                        seen.status() == PaymentStatus.APPROVED
                                ? "The payment did not go through the gateway and can't be refunded there."
                                : "Only an approved payment can be refunded; this one is " + seen.status() + ".",
                        id);
            }
            if ((seen.refundKey() == null || abandoned(seen)) && claim(seen, key)) {
                return giveBack(memberId, seen, seen.transactionId(), key);
            }
        } while (patience.lasts());
        throw inProgress("A refund of this payment is still running.");
    }

    private Payment giveBack(long memberId, PaymentRow claimed, String transactionId, String key) {
        try {
            gateway.refund(
                    transactionId, "refund-" + claimed.id(), claimed.payment().amount());
        } catch (GatewayFailure failure) {
            rows.releaseRefund(claimed.id(), key);
            throw problem(failure, claimed.id());
        }
        rows.refunded(claimed.id(), key);
        Payment stored = get(memberId, claimed.id());
        if (stored.status() != PaymentStatus.CANCELLED) {
            throw inProgress("Another refund of this payment is running.");
        }
        return stored;
    }

    private boolean claim(PaymentRow seen, String key) {
        try {
            return rows.claimRefund(seen, key);
        } catch (DuplicateKeyException used) {
            throw new PaymentProblem(
                    Kind.KEY_REUSED, "This Idempotency-Key was used to refund another payment.", seen.id());
        }
    }

    private PaymentRow load(long memberId, long id) {
        return rows.find(memberId, id)
                .orElseThrow(() -> new PaymentProblem(Kind.NOT_FOUND, "There is no payment " + id + ".", null));
    }

    private boolean abandoned(PaymentRow seen) {
        return seen.untouchedSince(LocalDateTime.now(clock).minus(Patience.ABANDONED_AFTER));
    }

    private static PaymentProblem inProgress(String message) {
        return new PaymentProblem(Kind.IN_PROGRESS, message, null);
    }

    private static PaymentProblem problem(GatewayFailure failure, long id) {
        String message = String.valueOf(failure.getMessage());
        log.warn("Payment {}: {}", id, message);
        return new PaymentProblem(failure.answered() ? Kind.GATEWAY_ERROR : Kind.UNAVAILABLE, message, id);
    }
}
