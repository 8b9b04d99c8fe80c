package dev.banyan.events;

import java.util.Set;

/** Which types of events a subscriber's queue gets. */
public record Subscription(String subscriber, Set<String> types) {

    public Subscription {
        types = Set.copyOf(types);
        if (types.isEmpty()) {
            throw new IllegalArgumentException(
                    "Subscriber '" + subscriber + "' subscribes to no type; name at least one, like OrderCreated");
        }
    }
}
