package dev.banyan.relay.delivery;

import java.util.List;

/** An order as a shop's device gets to see it. */
public record RelayedOrder(long orderId, long totalAmount, List<Item> items) {

    /** A line; the name as the customer saw it. */
    public record Item(String name, int quantity) {}

    public RelayedOrder {
        items = List.copyOf(items);
    }
}
