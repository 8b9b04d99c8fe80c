package dev.banyan.review.orders;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is asked for orders that nobody told of ({@code orders.*}).
 *
 * @param urls base addresses where {@code GET /api/orders/{id}} is answered, tried in turn
 * @param answerTimeout for one try, to the last byte of the answer
 */
@ConfigurationProperties(prefix = "orders", ignoreUnknownFields = false)
record OrderSettings(
        @DefaultValue List<URI> urls, @DefaultValue("1s") Duration answerTimeout) {

    OrderSettings {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("orders.urls is missing; it must name where to ask for orders,"
                    + " like http://127.0.0.1:8000,http://127.0.0.1:8010");
        }
        for (URI url : urls) {
            if (!url.toString().matches("https?://[^/\\s]+/?")) {
                throw new IllegalArgumentException("orders.urls has '" + url
                        + "'; it must be a base URL without a path, like http://127.0.0.1:8000");
            }
        }
        if (answerTimeout.isZero() || answerTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "orders.answer-timeout is " + answerTimeout + "; it must be longer than zero");
        }
    }
}
