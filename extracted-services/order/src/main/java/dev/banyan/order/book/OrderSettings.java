package dev.banyan.order.book;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much time orders have, and who is called about them ({@code orders.*}).
 *
 * @param payWithin an order that is not paid by then is cancelled
 * @param acceptWithin a paid order that the shop has not accepted by then is cancelled, and refunded
 * @param answerWithin how long a customer's request waits for the payment before it is answered 202
 * @param contrastDeliveries base addresses that are called about each delivery, beside the event; none: events alone
 */
@ConfigurationProperties(prefix = "orders", ignoreUnknownFields = false)
public record OrderSettings(
        @DefaultValue("2m") Duration payWithin,
        @DefaultValue("10m") Duration acceptWithin,
        @DefaultValue("2500ms") Duration answerWithin,
        @DefaultValue List<URI> contrastDeliveries) {

    public OrderSettings {
        contrastDeliveries = List.copyOf(contrastDeliveries);
        positive("orders.pay-within", payWithin);
        positive("orders.accept-within", acceptWithin);
        positive("orders.answer-within", answerWithin);
        if (answerWithin.compareTo(payWithin) > 0) {
            throw new IllegalArgumentException("orders.answer-within is " + answerWithin
                    + "; it must not be longer than orders.pay-within, " + payWithin);
        }
        for (URI url : contrastDeliveries) {
            if (!url.toString().matches("https?://[^/\\s]+/?")) {
                throw new IllegalArgumentException("orders.contrast-deliveries has '" + url
                        + "'; it must be a base URL without a path, like http://127.0.0.1:9108");
            }
        }
    }

    private static void positive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be longer than zero");
        }
    }
}
