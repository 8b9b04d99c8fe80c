package dev.banyan.relay.delivery;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How orders get to devices and acceptances to their owner ({@code relay.*}).
 *
 * @param devicesUrl the base of devices whose address is only a path
 * @param deviceTimeout within which a device must answer for the order to count as taken
 * @param acceptWithin how long an order rests at a device that took it before the next one gets it too
 * @param backOff the pause after every device had its turn in vain; it doubles up to {@code longestBackOff}
 * @param giveUpAfter when no device took the order for so long, it has failed
 * @param proxies base addresses through which the owner of a shop's orders and the monolith are reached, tried in turn
 * @param callTimeout for one call through a proxy
 * @param lease how long a delivery is left to the instance that claimed it
 * @param poll how often to look for deliveries that are due
 * @param workers how many deliveries are under way at once
 */
@ConfigurationProperties(prefix = "relay", ignoreUnknownFields = false)
record RelaySettings(
        @DefaultValue("http://127.0.0.1:9910") URI devicesUrl,
        @DefaultValue("2s") Duration deviceTimeout,
        @DefaultValue("60s") Duration acceptWithin,
        @DefaultValue("1s") Duration backOff,
        @DefaultValue("30s") Duration longestBackOff,
        @DefaultValue("10m") Duration giveUpAfter,
        @DefaultValue List<URI> proxies,
        @DefaultValue("3s") Duration callTimeout,
        @DefaultValue("15s") Duration lease,
        @DefaultValue("200ms") Duration poll,
        @DefaultValue("16") int workers) {

    RelaySettings {
        proxies = List.copyOf(proxies);
        if (proxies.isEmpty()) {
            throw new IllegalArgumentException("relay.proxies is missing; it must name the proxies' addresses,"
                    + " like http://127.0.0.1:8000,http://127.0.0.1:8010");
        }
        proxies.forEach(proxy -> address("relay.proxies", proxy));
        address("relay.devices-url", devicesUrl);
        positive("relay.device-timeout", deviceTimeout);
        positive("relay.accept-within", acceptWithin);
        positive("relay.back-off", backOff);
        positive("relay.longest-back-off", longestBackOff);
        positive("relay.give-up-after", giveUpAfter);
        positive("relay.call-timeout", callTimeout);
        positive("relay.poll", poll);
        if (workers < 1) {
            throw new IllegalArgumentException("relay.workers is " + workers + "; it must be at least 1");
        }
        Duration longest = max(deviceTimeout, callTimeout.multipliedBy(proxies.size()));
        if (lease.compareTo(longest) <= 0) {
            throw new IllegalArgumentException("relay.lease is " + lease + "; it must be longer than the longest call, "
                    + longest + " (relay.device-timeout, or relay.call-timeout for each proxy)");
        }
    }

    /** The pause after so many rounds in vain, the first being round 0. */
    Duration pauseAfter(int round) {
        Duration pause = backOff.multipliedBy(1L << Math.min(round, 20));
        return pause.compareTo(longestBackOff) < 0 ? pause : longestBackOff;
    }

    private static void address(String key, URI url) {
        if (url.getHost() == null) {
            throw new IllegalArgumentException(key + " has '" + url + "'; it must be a base URL");
        }
    }

    private static void positive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be longer than zero");
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
