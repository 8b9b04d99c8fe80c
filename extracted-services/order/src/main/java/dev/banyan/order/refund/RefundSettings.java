package dev.banyan.order.refund;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where payments are refunded ({@code payments.*}).
 *
 * @param urls base addresses, tried in turn
 * @param callTimeout for one try, to the last byte of the answer
 */
@ConfigurationProperties(prefix = "payments", ignoreUnknownFields = false)
record RefundSettings(
        @DefaultValue List<URI> urls, @DefaultValue("3s") Duration callTimeout) {

    RefundSettings {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("payments.urls is missing; it must name where payments are refunded,"
                    + " like http://127.0.0.1:8000,http://127.0.0.1:8010");
        }
        for (URI url : urls) {
            if (!url.toString().matches("https?://[^/\\s]+/?")) {
                throw new IllegalArgumentException("payments.urls has '" + url
                        + "'; it must be a base URL without a path, like http://127.0.0.1:8000");
            }
        }
        if (callTimeout.isZero() || callTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "payments.call-timeout is " + callTimeout + "; it must be longer than zero");
        }
    }
}
