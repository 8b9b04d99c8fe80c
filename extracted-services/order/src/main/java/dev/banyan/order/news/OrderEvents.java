package dev.banyan.order.news;

import dev.banyan.events.Event;
import dev.banyan.kit.subscribe.Delivery;
import dev.banyan.kit.subscribe.EventHandler;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The events that this service waits for. Those of payments have the payment's id as their aggregate's and say which order
 * it is for; a payment for no order is nobody's here. The order in which they come does not matter: a refund is the end of
 * a payment, whatever is heard of it later.
 */
@Component
final class OrderEvents implements EventHandler {

    private static final String APPROVED = "PaymentApproved";
    private static final String FAILED = "PaymentFailed";
    private static final String REFUNDED = "PaymentCancelled";
    private static final String RELAYED = "OrderRelayAcknowledged";

    private final OrderNews news;

    OrderEvents(OrderNews news) {
        this.news = news;
    }

    @Override
    public Set<String> types() {
        return Set.of(APPROVED, FAILED, REFUNDED, RELAYED);
    }

    @Override
    public void handle(Event event, Delivery delivery) {
        JsonNode facts = event.attributes();
        if (!facts.hasNonNull("orderId")) {
            return;
        }
        long order = number(event, "orderId");
        Long member = facts.hasNonNull("memberId") ? number(event, "memberId") : null;
        switch (event.type()) {
            case APPROVED ->
                news.approved(
                        order, member, payment(event), need(event, "amount").decimalValue(), key(facts));
            case FAILED -> news.failed(order, member, payment(event), key(facts));
            case REFUNDED -> news.refunded(order, member, payment(event));
            case RELAYED -> news.relayed(order, member);
            default -> throw new IllegalArgumentException("Nobody asked for " + event.type());
        }
    }

    private static long payment(Event event) {
        try {
            return Long.parseLong(event.aggregateId());
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(
                    event.type() + " is of '" + event.aggregateId() + "'; it must be the number of a payment", wrong);
        }
    }

    /** Empty where the payment was asked for by nobody that gives keys. */
    private static String key(JsonNode facts) {
        @Nullable JsonNode key = facts.get("idempotencyKey");
        return key == null ? "" : key.asString("");
    }

    private static long number(Event event, String fact) {
        JsonNode value = need(event, fact);
        if (!value.canConvertToLong()) {
            throw new IllegalArgumentException(event.type() + " has " + fact + " " + value + "; it must be a number");
        }
        return value.longValue();
    }

    private static JsonNode need(Event event, String fact) {
        JsonNode value = event.attributes().get(fact);
        if (value == null || !value.isNumber()) {
            throw new IllegalArgumentException(event.type() + " " + event.eventId() + " has no number '" + fact + "'");
        }
        return value;
    }
}
