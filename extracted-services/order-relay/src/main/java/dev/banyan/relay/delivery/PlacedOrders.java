package dev.banyan.relay.delivery;

import dev.banyan.kit.http.JsonHttp;
import dev.banyan.kit.http.NoAnswer;
import dev.banyan.kit.source.SourceDown;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Asks for orders where they are owned. Monolith and order service answer alike. */
@Component
public final class PlacedOrders {

    private static final int FOUND = 200;
    private static final int UNKNOWN = 404;

    private final Proxies proxies;

    PlacedOrders(Proxies proxies) {
        this.proxies = proxies;
    }

    /**
     * The order as it is now.
     *
     * @param memberId by which its owner is found; null where nobody knows it
     * @return empty when the owner knows no such order
     * @throws SourceDown when nobody says anything of use
     */
    public Optional<PlacedOrder> find(long orderId, @Nullable Long memberId) {
        JsonHttp.Answer answer;
        try {
            answer = proxies.order(orderId, memberId);
        } catch (NoAnswer none) {
            throw new SourceDown("Nobody tells of order " + orderId + ": the last address " + none.getMessage(), none);
        }
        if (answer.status() == UNKNOWN) {
            return Optional.empty();
        }
        if (answer.status() != FOUND || !answer.body().path("items").isArray()) {
            throw new SourceDown("Asked for order " + orderId + ", its owner answered " + answer.status());
        }
        return Optional.of(placed(orderId, answer.body()));
    }

    private static PlacedOrder placed(long orderId, JsonNode body) {
        var items = StreamSupport.stream(body.path("items").spliterator(), false)
                .map(item -> new RelayedOrder.Item(
                        item.path("name").asString("메뉴 " + item.path("menuId").asString("")),
                        item.path("qty").asInt(1)))
                .toList();
        return new PlacedOrder(
                body.hasNonNull("memberId") ? body.path("memberId").asLong() : null,
                body.path("status").asString(""),
                new RelayedOrder(orderId, body.path("totalAmount").asLong(0), items));
    }
}
