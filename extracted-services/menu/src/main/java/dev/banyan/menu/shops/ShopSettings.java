package dev.banyan.menu.shops;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who knows the shops.
 *
 * @param url where {@code GET /api/shops/{id}} is answered; null: only shops with a menu are known
 * @param answerTimeout from the request to the last byte of the answer
 */
@ConfigurationProperties(prefix = "shops", ignoreUnknownFields = false)
public record ShopSettings(
        @Nullable URI url, @DefaultValue("1s") Duration answerTimeout) {

    public ShopSettings {
        if (url != null && !url.toString().matches("https?://[^/\\s]+/?")) {
            throw new IllegalArgumentException(
                    "shops.url is '" + url + "'; it must be a base URL without a path, like http://127.0.0.1:8000");
        }
        if (answerTimeout.isZero() || answerTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "shops.answer-timeout is " + answerTimeout + "; it must be longer than zero");
        }
    }
}
