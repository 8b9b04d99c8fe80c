package dev.banyan.review.deliveries;

import dev.banyan.events.Event;
import dev.banyan.kit.subscribe.Delivery;
import dev.banyan.kit.subscribe.EventHandler;
import dev.banyan.review.orders.DeliveredOrder;
import dev.banyan.review.orders.DeliveredOrders;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Writes down each order that was delivered. Guests' orders have no member who could review them. */
@Component
@ConditionalOnProperty(name = "deliveries.mode", havingValue = "events", matchIfMissing = true)
final class DeliveryEvents implements EventHandler {

    private final DeliveredOrders delivered;

    DeliveryEvents(DeliveredOrders delivered) {
        this.delivered = delivered;
    }

    @Override
    public Set<String> types() {
        return Set.of("OrderDelivered");
    }

    @Override
    public void handle(Event event, Delivery delivery) {
        Long member = number(event, "memberId");
        if (member != null) {
            delivered.note(new DeliveredOrder(order(event), member, number(event, "shopId")));
        }
    }

    private static long order(Event event) {
        try {
            return Long.parseLong(event.aggregateId());
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(
                    event.type() + " is of '" + event.aggregateId() + "'; it must be the number of an order", wrong);
        }
    }

    private static @Nullable Long number(Event event, String fact) {
        JsonNode value = event.attributes().path(fact);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(event.type() + " has " + fact + " " + value + "; it must be a number");
        }
        return value.longValue();
    }
}
