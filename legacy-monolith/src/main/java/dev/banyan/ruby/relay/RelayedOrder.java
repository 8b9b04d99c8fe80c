package dev.banyan.ruby.relay;

import dev.banyan.ruby.web.InvalidRequest;
import dev.banyan.ruby.web.Requests;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order as a shop's device gets to see it. */
public record RelayedOrder(long orderId, long totalAmount, List<Item> items) {

    /** A line; the name as the customer saw it. */
    public record Item(String name, int quantity) {}

    /** The body of a request to relay. */
    record Body(
            @Nullable Long orderId,
            @Nullable Long totalAmount,
            @Nullable List<Line> items) {

        /** One of its lines. */
        record Line(@Nullable String name, @Nullable Long quantity) {

            Item checked() {
                return new Item(
                        Requests.text("name", name, 100),
                        Math.toIntExact(Requests.inRange("quantity", quantity, 1, 9999)));
            }
        }

        RelayedOrder checked() {
            if (items == null || items.isEmpty() || items.contains(null)) {
                throw new InvalidRequest("items must be at least one menu.");
            }
            return new RelayedOrder(
                    Requests.inRange("orderId", orderId, 1, Long.MAX_VALUE),
                    Requests.inRange("totalAmount", totalAmount, 0, Long.MAX_VALUE),
                    items.stream().map(Line::checked).toList());
        }
    }

    public RelayedOrder {
        items = List.copyOf(items);
    }
}
