package dev.banyan.payment.orders;

import dev.banyan.events.Event;
import dev.banyan.kit.source.SourceDown;
import dev.banyan.kit.subscribe.Delivery;
import dev.banyan.kit.subscribe.Fetching;
import dev.banyan.payment.charging.Charges;
import dev.banyan.payment.charging.PaymentProblem;
import dev.banyan.payment.ledger.NewPayment;
import dev.banyan.payment.ledger.PaymentFacts;
import dev.banyan.payment.ledger.PaymentLedger;
import dev.banyan.payment.ledger.PaymentMethod;
import java.util.Optional;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Takes the payments that orders ask for, as the API does, under the key that the event names: heard twice, or asked over
 * HTTP too, it is one charge. A gateway that is away is waited for. The charge commits before the event is noted as handled,
 * so that a process that dies in between finds it made.
 */
@Component
@ConditionalOnProperty("subscribe.enabled")
final class PaymentRequests implements Fetching {

    private static final String REQUESTED = "OrderPaymentRequested";
    private static final String CURRENCY = "KRW";

    private final Charges charges;
    private final PaymentLedger ledger;
    private final PaymentFacts facts;

    PaymentRequests(Charges charges, PaymentLedger ledger, PaymentFacts facts) {
        if (!facts.areTold()) {
            throw new IllegalStateException(
                    "subscribe.enabled is true and outbox.enabled is not; orders that ask by an event"
                            + " are answered by one. Set outbox.enabled: true");
        }
        this.charges = charges;
        this.ledger = ledger;
        this.facts = facts;
    }

    @Override
    public Set<String> types() {
        return Set.of(REQUESTED);
    }

    @Override
    public Optional<Runnable> prepare(Event event, Delivery delivery) {
        NewPayment wanted = wanted(event);
        settle(wanted);
        return Optional.of(() -> ledger.findByKey(wanted.memberId(), wanted.idempotencyKey())
                .ifPresent(payment -> facts.answer(payment, delivery.republished())));
    }

    private void settle(NewPayment wanted) {
        try {
            charges.charge(wanted);
        } catch (PaymentProblem problem) {
            switch (problem.kind()) {
                case DECLINED -> {} // final, and told
                case IN_PROGRESS, GATEWAY_ERROR, GATEWAY_UNAVAILABLE ->
                    throw new SourceDown(
                            "Order " + wanted.orderId() + " can't be paid now: " + problem.getMessage(), problem);
                case KEY_REUSED, NOT_FOUND, NOT_REFUNDABLE -> throw problem;
            }
        }
    }

    /** @throws IllegalArgumentException where the API would answer 400 */
    private static NewPayment wanted(Event event) {
        JsonNode key = event.attributes().path("idempotencyKey");
        JsonNode method = event.attributes().path("method");
        if (!key.isString() || !key.stringValue().matches("[!-~]{1,80}")) {
            throw new IllegalArgumentException(
                    "idempotencyKey is " + key + "; it must be 1 to 80 visible ASCII characters");
        }
        if (!method.isString()) {
            throw new IllegalArgumentException("method is " + method + "; it must be the name of one");
        }
        long order;
        try {
            order = Long.parseLong(event.aggregateId());
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(
                    REQUESTED + " is of '" + event.aggregateId() + "'; it must be the number of an order", wrong);
        }
        return new NewPayment(
                number(event, "memberId", Long.MAX_VALUE),
                key.stringValue(),
                order,
                number(event, "amount", Integer.MAX_VALUE),
                CURRENCY,
                PaymentMethod.valueOf(method.stringValue()));
    }

    private static long number(Event event, String fact, long most) {
        JsonNode value = event.attributes().path(fact);
        boolean whole =
                value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
        if (!whole || value.decimalValue().signum() <= 0 || value.doubleValue() > most) {
            throw new IllegalArgumentException(fact + " is " + value + "; it must be a whole number from 1 to " + most);
        }
        return value.decimalValue().longValueExact();
    }
}
