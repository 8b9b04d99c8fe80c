package dev.banyan.settlement.events;

import dev.banyan.events.Event;
import dev.banyan.kit.subscribe.Delivery;
import dev.banyan.kit.subscribe.EventHandler;
import dev.banyan.settlement.books.Books;
import dev.banyan.settlement.books.DeliveredOrder;
import dev.banyan.settlement.books.RefundedPayment;
import dev.banyan.settlement.books.Teller;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Takes deliveries and refunds to the books, by the rules of the feed: an order of no shop is owed to nobody, a payment for no
 * order is nobody's here, a sale belongs to the day it was placed on and a refund to its own. Cancellations say nothing: what
 * was delivered can't be cancelled, and what was cancelled was never booked.
 */
@Component
final class FactEvents implements EventHandler {

    private static final String DELIVERED = "OrderDelivered";
    private static final String REFUNDED = "PaymentCancelled";

    private final Books books;
    private final Clock clock;

    FactEvents(Books books, Clock clock) {
        this.books = books;
        this.clock = clock;
    }

    @Override
    public Set<String> types() {
        return Set.of(DELIVERED, REFUNDED);
    }

    @Override
    public void handle(Event event, Delivery delivery) {
        JsonNode facts = event.attributes();
        switch (event.type()) {
            case DELIVERED -> {
                if (facts.hasNonNull("shopId")) {
                    long shop = whole(event, "shopId");
                    DeliveredOrder order =
                            new DeliveredOrder(aggregate(event), shop, whole(event, "amount"), placed(event));
                    books.record(Teller.EVENT, List.of(order), List.of());
                }
            }
            case REFUNDED -> {
                if (facts.hasNonNull("orderId")) {
                    long order = whole(event, "orderId");
                    RefundedPayment refund =
                            new RefundedPayment(aggregate(event), order, whole(event, "amount"), day(event));
                    books.record(Teller.EVENT, List.of(), List.of(refund));
                }
            }
            default -> throw new IllegalArgumentException("Nobody asked for " + event.type());
        }
    }

    private static long aggregate(Event event) {
        try {
            return Long.parseLong(event.aggregateId());
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(
                    event.type() + " is of '" + event.aggregateId()
                            + "'; it must be the number of an order or a payment",
                    wrong);
        }
    }

    /** A whole number, however many zeros it has behind its point. */
    private static long whole(Event event, String fact) {
        JsonNode value = event.attributes().get(fact);
        BigDecimal number = value != null && value.isNumber() ? value.decimalValue() : null;
        if (number == null || number.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException(event.type() + " " + event.eventId() + " has " + fact + " " + value
                    + "; it must be a whole number");
        }
        return number.longValueExact();
    }

    /** Old orders may not say when they were placed: then it is the day of the event. */
    private LocalDate placed(Event event) {
        JsonNode placedAt = event.attributes().get("placedAt");
        if (placedAt == null || placedAt.isNull()) {
            return day(event);
        }
        try {
            return LocalDateTime.parse(placedAt.asString()).toLocalDate();
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException(
                    event.type() + " has placedAt " + placedAt + "; it must be a time like 2018-08-01T12:30:00", wrong);
        }
    }

    private LocalDate day(Event event) {
        return LocalDate.ofInstant(event.occurredAt(), clock.getZone());
    }
}
