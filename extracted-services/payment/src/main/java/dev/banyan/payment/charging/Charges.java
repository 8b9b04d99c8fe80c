package dev.banyan.payment.charging;

import dev.banyan.payment.charging.PaymentProblem.Kind;
import dev.banyan.payment.gateway.ChargeAnswer;
import dev.banyan.payment.gateway.GatewayFailure;
import dev.banyan.payment.gateway.PaymentGateway;
import dev.banyan.payment.ledger.ChargeRows;
import dev.banyan.payment.ledger.NewPayment;
import dev.banyan.payment.ledger.Payment;
import dev.banyan.payment.ledger.PaymentLedger;
import dev.banyan.payment.ledger.PaymentStatus;
import dev.banyan.payment.ledger.WholeUnits;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Takes payments, one gateway charge per member and key. The row is PENDING and committed before the gateway is asked;
 * whoever finds it so waits for its outcome and shares it. Only a try that failed, or was abandoned by a process that
 * died, is made again, under the same reference. No transaction is open while the gateway is asked.
 */
@Service
public final class Charges {

    /**
     * The payment, and whether this very request took the money.
     *
     * @param fresh false when an earlier request with the same key did
     */
    public record Charged(Payment payment, boolean fresh) {}

    private static final Logger log = LoggerFactory.getLogger(Charges.class);

    private final PaymentLedger ledger;
    private final ChargeRows rows;
    private final PaymentGateway gateway;
    private final Clock clock;

    Charges(PaymentLedger ledger, ChargeRows rows, PaymentGateway gateway, Clock clock) {
        this.ledger = ledger;
        this.rows = rows;
        this.gateway = gateway;
        this.clock = clock;
    }

    /**
     * Charges, or answers what the same key was answered before.
     *
     * @throws PaymentProblem when there is no approved payment to answer with
     */
    public Charged charge(NewPayment wanted) {
        Patience patience = new Patience();
        boolean sawRunning = false;
        while (true) {
            Optional<Payment> found = ledger.findByKey(wanted.memberId(), wanted.idempotencyKey());
            if (found.isEmpty()) {
                Optional<Payment> opened = rows.open(wanted);
                if (opened.isPresent()) {
                    return new Charged(ask(opened.get()), true);
                }
            } else {
                Payment seen = found.get();
                refuseOtherRequest(seen, wanted);
                boolean running = seen.status() == PaymentStatus.PENDING && !abandoned(seen);
                if (seen.status() == PaymentStatus.FAILED && sawRunning) {
                    throw failedMeanwhile(seen);
                }
                if (isSettled(seen)) {
                    return new Charged(approved(seen), false);
                }
                if (!running) {
                    Optional<Payment> retaken = rows.retake(seen);
                    if (retaken.isPresent()) {
                        return new Charged(ask(retaken.get()), true);
                    }
                }
                sawRunning |= running;
            }
            if (!patience.lasts()) {
                throw new PaymentProblem(
                        Kind.IN_PROGRESS, "A request with this Idempotency-Key is still running", null);
            }
        }
    }

    private Payment ask(Payment pending) {
        try {
            ChargeAnswer answer = gateway.charge(
                    "mem-" + pending.memberId() + "-" + pending.idempotencyKey(),
                    wholeUnits(pending),
                    pending.currency(),
                    pending.method() == null ? null : pending.method().name());
            if (answer instanceof ChargeAnswer.Approved approved) {
                rows.settle(pending, PaymentStatus.APPROVED, approved.transactionId());
            } else {
                rows.settle(pending, PaymentStatus.DECLINED, null);
            }
        } catch (GatewayFailure failed) {
            log.warn("Payment {}: {}", pending.id(), failed.getMessage());
            rows.settle(pending, PaymentStatus.FAILED, null);
            throw failed.kind() == GatewayFailure.Kind.ERROR
                    ? new PaymentProblem(Kind.GATEWAY_ERROR, failed.getMessage(), pending.id())
                    : new PaymentProblem(Kind.GATEWAY_UNAVAILABLE, failed.getMessage(), pending.id());
        }
        // The stored row is the answer: had another try taken over meanwhile, this one would not have settled it.
        return approved(ledger.find(Objects.requireNonNull(pending.memberId()), pending.id())
                .orElseThrow(() -> notFound(pending.id())));
    }

    private static Payment approved(Payment stored) {
        return switch (stored.status()) {
            case APPROVED, CANCELLED -> stored;
            case DECLINED ->
                throw new PaymentProblem(Kind.DECLINED, "The payment gateway declined the payment", stored.id());
            case FAILED -> throw failedMeanwhile(stored);
            case PENDING ->
                throw new PaymentProblem(Kind.IN_PROGRESS, "Another try of this payment is running", stored.id());
        };
    }

    private static boolean isSettled(Payment seen) {
        return seen.status() != PaymentStatus.PENDING && seen.status() != PaymentStatus.FAILED;
    }

    private boolean abandoned(Payment pending) {
        return pending.untouchedSince(LocalDateTime.now(clock).minus(Patience.ABANDONED_AFTER));
    }

    private static void refuseOtherRequest(Payment seen, NewPayment wanted) {
        boolean same = Objects.equals(seen.orderId(), wanted.orderId())
                && seen.amount() != null
                && seen.amount().compareTo(BigDecimal.valueOf(wanted.amount())) == 0
                && seen.currency().equals(wanted.currency())
                && (seen.method() == null || seen.method() == wanted.method());
        if (!same) {
            throw new PaymentProblem(
                    Kind.KEY_REUSED, "This Idempotency-Key was used for another payment request", seen.id());
        }
    }

    private static BigDecimal wholeUnits(Payment payment) {
        return WholeUnits.of(Objects.requireNonNull(payment.amount()));
    }

    private static PaymentProblem failedMeanwhile(Payment stored) {
        return new PaymentProblem(
                Kind.GATEWAY_UNAVAILABLE, "The first try of this payment failed; try again", stored.id());
    }

    private static PaymentProblem notFound(long id) {
        return new PaymentProblem(Kind.NOT_FOUND, "There is no payment " + id, id);
    }
}
