package dev.banyan.review.deliveries;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this service hears that an order was delivered ({@code deliveries.*}).
 *
 * @param mode events come from its queue, which keeps them while it is away; api: the order service calls it, and nobody keeps
 *     what it does not hear
 */
@ConfigurationProperties(prefix = "deliveries", ignoreUnknownFields = false)
record DeliverySettings(@DefaultValue("events") Mode mode) {

    enum Mode {
        EVENTS,
        API
    }
}
