package dev.banyan.shopview.pages;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose rows pages are made of ({@code views.*}): base addresses of the services that own them. What has no address is not shown.
 *
 * @param mode events: rows are kept here, and events tell when they are otherwise; api, for contrast: each page asks all of them
 * @param answerTimeout from a request to the last byte of its answer
 */
@ConfigurationProperties(prefix = "views", ignoreUnknownFields = false)
public record Sources(
        @DefaultValue("events") Mode mode,
        @Nullable URI shops,
        @Nullable URI owners,
        @Nullable URI menus,
        @Nullable URI ads,
        @DefaultValue("1s") Duration answerTimeout) {

    /** How it knows what it shows. */
    public enum Mode {
        EVENTS,
        API
    }

    public Sources {
        check("shops", shops);
        check("owners", owners);
        check("menus", menus);
        check("ads", ads);
        if (mode == Mode.API && shops == null) {
            throw new IllegalArgumentException(
                    "views.mode is api, and views.shops is missing: nobody could be asked for shops");
        }
        if (answerTimeout.isZero() || answerTimeout.isNegative()) {
            throw new IllegalArgumentException(
                    "views.answer-timeout is " + answerTimeout + "; it must be longer than zero");
        }
    }

    private static void check(String name, @Nullable URI url) {
        if (url != null && !url.toString().matches("https?://[^/\\s]+/?")) {
            throw new IllegalArgumentException("views." + name + " is '" + url
                    + "'; it must be a base URL without a path, like http://127.0.0.1:9105");
        }
    }
}
