package dev.banyan.order.catalogue;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who knows shops, menus and members ({@code catalogue.*}); base addresses, tried in turn.
 *
 * @param menus where {@code GET /api/shops/{id}/menus} is answered
 * @param shops where {@code GET /api/shops/{id}} is answered
 * @param members where {@code GET /api/members/{id}} is answered; none: whoever orders is a member
 * @param answerTimeout for one try, to the last byte of the answer
 * @param freshFor how long an answer about a shop serves orders that it allows, before the next one asks again; zero: each order asks
 * @param keepFor how long the last answer about a shop serves while there is none; zero: not at all
 */
@ConfigurationProperties(prefix = "catalogue", ignoreUnknownFields = false)
public record CatalogueSettings(
        @DefaultValue List<URI> menus,
        @DefaultValue List<URI> shops,
        @DefaultValue List<URI> members,
        @DefaultValue("1s") Duration answerTimeout,
        @DefaultValue("2s") Duration freshFor,
        @DefaultValue("1m") Duration keepFor) {

    public CatalogueSettings {
        menus = needed("catalogue.menus", menus);
        shops = needed("catalogue.shops", shops);
        members = addresses("catalogue.members", members);
        if (answerTimeout.isZero() || answerTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "catalogue.answer-timeout is " + answerTimeout + "; it must be longer than zero");
        }
        notNegative("catalogue.fresh-for", freshFor);
        notNegative("catalogue.keep-for", keepFor);
    }

    private static void notNegative(String key, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(key + " is " + time + "; it must not be negative");
        }
    }

    private static List<URI> needed(String key, List<URI> urls) {
        if (urls.isEmpty()) {
            throw new IllegalArgumentException(
                    key + " is missing; it must name where to ask, like http://127.0.0.1:8000,http://127.0.0.1:8010");
        }
        return addresses(key, urls);
    }

    private static List<URI> addresses(String key, List<URI> urls) {
        for (URI url : urls) {
            if (!url.toString().matches("https?://[^/\\s]+/?")) {
                throw new IllegalArgumentException(
                        key + " has '" + url + "'; it must be a base URL without a path, like http://127.0.0.1:8000");
            }
        }
        return List.copyOf(urls);
    }
}
