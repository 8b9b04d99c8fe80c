package dev.banyan.review.orders;

import dev.banyan.kit.http.JsonHttp;
import dev.banyan.kit.http.NoAnswer;
import dev.banyan.kit.web.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells whether a member may review an order. Of one that nobody has told of, its owner is asked, in the member's name: it was
 * delivered before this service heard of orders, or a moment ago. What the owner says is written down. Safe for many threads.
 */
@Component
public final class OrderDesk {

    private static final Logger log = LoggerFactory.getLogger(OrderDesk.class);

    private final DeliveredOrders delivered;
    private final OrderSettings settings;
    private final JsonHttp http;
    private final MeterRegistry meters;

    OrderDesk(DeliveredOrders delivered, OrderSettings settings, JsonMapper json, MeterRegistry meters) {
        this.delivered = delivered;
        this.settings = settings;
        this.http = new JsonHttp(json, settings.answerTimeout(), settings.answerTimeout());
        this.meters = meters;
    }

    /**
     * Returns when the order is known as delivered to this member. Not to be called in a transaction: it may take as long as
     * the orders' owners take to answer.
     *
     * @throws Problem 400 when the member has no such order, 409 when it was not delivered, 503 when nobody tells
     */
    public void check(long id, long memberId) {
        DeliveredOrder order = delivered.find(id).orElseGet(() -> ask(id, memberId));
        if (order.memberId() != memberId) {
            throw noOrder(id, memberId);
        }
    }

    /** What a member is told whose order it is not. */
    public static Problem noOrder(long id, long memberId) {
        return Problem.invalid("Member %d has no order %d".formatted(memberId, id));
    }

    private DeliveredOrder ask(long id, long memberId) {
        for (URI base : settings.urls()) {
            HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/api/orders/" + id))
                    .header("X-Member-Id", String.valueOf(memberId));
            try {
                Optional<DeliveredOrder> order = heard(id, memberId, http.send(request, settings.answerTimeout()));
                if (order.isPresent()) {
                    delivered.note(order.get());
                    count("delivered");
                    return order.get();
                }
                log.warn("Order {}, asked for at {}, was not told", id, base);
            } catch (NoAnswer none) {
                log.warn("Order {}: {} {}", id, base, none.getMessage());
            }
        }
        count("unanswered");
        throw new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "orders-unavailable",
                        "Whether order " + id + " was delivered can't be told at the moment; try again")
                .retryable();
    }

    /** Empty when the answer does not tell. */
    private Optional<DeliveredOrder> heard(long id, long memberId, JsonHttp.Answer answer) {
        if (answer.status() == 404) {
            count("unknown");
            throw noOrder(id, memberId);
        }
        JsonNode status = answer.body().path("status");
        if (answer.status() != 200 || !status.isString()) {
            return Optional.empty();
        }
        if (answer.body().path("memberId").asLong(0) != memberId) {
            count("unknown");
            throw noOrder(id, memberId);
        }
        if (!"DELIVERED".equals(status.stringValue())) {
            count("undelivered");
            throw Problem.conflict("Order " + id + " was not delivered");
        }
        JsonNode shop = answer.body().path("shopId");
        return Optional.of(new DeliveredOrder(id, memberId, shop.isNumber() ? shop.longValue() : null));
    }

    private void count(String outcome) {
        meters.counter("reviews.orders.asked", "outcome", outcome).increment();
    }
}
