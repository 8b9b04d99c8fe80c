package dev.banyan.order.timer;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How orders are looked at when something is due ({@code timer.*}).
 *
 * @param through base addresses, tried in turn, by which an order's owner is reached: the proxies, while a migration runs;
 *     none: all orders are this service's
 * @param callTimeout for one try at one of them
 * @param poll how often to look
 * @param batch how many orders are looked at at once
 * @param lease how long an order is left to the instance that looks at it
 * @param longestPause between tries that came to nothing; the first is a second, and then it doubles
 */
@ConfigurationProperties(prefix = "timer", ignoreUnknownFields = false)
record TimerSettings(
        @DefaultValue List<URI> through,
        @DefaultValue("3s") Duration callTimeout,
        @DefaultValue("200ms") Duration poll,
        @DefaultValue("16") int batch,
        @DefaultValue("20s") Duration lease,
        @DefaultValue("30s") Duration longestPause) {

    TimerSettings {
        through = List.copyOf(through);
        for (URI url : through) {
            if (!url.toString().matches("https?://[^/\\s]+/?")) {
                throw new IllegalArgumentException("timer.through has '" + url
                        + "'; it must be a base URL without a path, like http://127.0.0.1:8000");
            }
        }
        positive("timer.call-timeout", callTimeout);
        positive("timer.poll", poll);
        positive("timer.longest-pause", longestPause);
        if (batch < 1) {
            throw new IllegalArgumentException("timer.batch is " + batch + "; it must be at least 1");
        }
        Duration longest = callTimeout.multipliedBy(through.size());
        if (lease.compareTo(longest) <= 0) {
            throw new IllegalArgumentException("timer.lease is " + lease
                    + "; it must be longer than timer.call-timeout for each address, " + longest);
        }
    }

    /** The pause after so many tries in vain, the first being 1. */
    Duration pauseAfter(int tries) {
        Duration pause = Duration.ofSeconds(1L << Math.min(Math.max(tries - 1, 0), 20));
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }

    private static void positive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be longer than zero");
        }
    }
}
