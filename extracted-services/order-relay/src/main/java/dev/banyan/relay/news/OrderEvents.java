package dev.banyan.relay.news;

import dev.banyan.events.Event;
import dev.banyan.kit.source.SourceDown;
import dev.banyan.kit.subscribe.Delivery;
import dev.banyan.kit.subscribe.Fetching;
import dev.banyan.relay.delivery.Deliveries;
import dev.banyan.relay.delivery.PlacedOrder;
import dev.banyan.relay.delivery.PlacedOrders;
import dev.banyan.relay.order.RelayDesk;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Relays orders when they are created, under the key that the monolith gives them: heard twice, or handed over by the
 * monolith too, an order is relayed once. What is in it is asked of its owner.
 */
@Component
@ConditionalOnProperty("subscribe.enabled")
final class OrderEvents implements Fetching {

    private static final String CREATED = "OrderCreated";
    private static final String CANCELLED = "OrderCancelled";

    private final PlacedOrders orders;
    private final RelayDesk desk;
    private final Deliveries deliveries;

    OrderEvents(PlacedOrders orders, RelayDesk desk, Deliveries deliveries) {
        this.orders = orders;
        this.desk = desk;
        this.deliveries = deliveries;
    }

    @Override
    public Set<String> types() {
        return Set.of(CREATED, CANCELLED);
    }

    @Override
    public Optional<Runnable> prepare(Event event, Delivery delivery) {
        long order = orderOf(event);
        Long shop = number(event, "shopId");
        if (shop == null) {
            return Optional.empty(); // nobody to bring it to
        }
        if (event.type().equals(CANCELLED)) {
            return Optional.of(() -> deliveries.stop(shop, order));
        }
        relay(shop, order, number(event, "memberId"));
        return Optional.of(() -> {});
    }

    private void relay(long shop, long order, @Nullable Long member) {
        PlacedOrder placed = orders.find(order, member)
                .orElseThrow(() ->
                        new IllegalStateException("Order " + order + " was told to be created; its owner knows none"));
        if (placed.status().equals("PENDING_PAYMENT")) {
            throw new SourceDown("Order " + order + " was told to be created; its owner does not know it yet");
        }
        if (placed.waits()) { // else accepted by hand, or cancelled: there is nothing to bring
            desk.relay(shop, member, "ord-" + order + "-relay", placed.contents());
        }
    }

    private static long orderOf(Event event) {
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
        if (!value.canConvertToLong()) {
            throw new IllegalArgumentException(event.type() + " has " + fact + " " + value + "; it must be a number");
        }
        return value.longValue();
    }
}
