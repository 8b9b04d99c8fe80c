package dev.banyan.ruby.relay;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How new orders reach the relay, and the relay the devices.
 *
 * @param urls base addresses in the order in which they are tried; needed with mode http
 * @param callTimeout for one try at one of them
 * @param devicesUrl what a device's path is appended to
 * @param deviceTimeout for one push to one device
 * @param sweep whether this instance sends again what has not reached its shop
 * @param sweepAfter how long an order is left in peace before that
 */
@ConfigurationProperties("ruby.relay")
public record RelayProperties(
        @DefaultValue("off") Mode mode,
        @DefaultValue List<URI> urls,
        @DefaultValue("2s") Duration callTimeout,
        @DefaultValue("http://127.0.0.1:9910") URI devicesUrl,
        @DefaultValue("500ms") Duration deviceTimeout,
        @DefaultValue("true") boolean sweep,
        @DefaultValue("5s") Duration sweepAfter) {

    /** Behind the seam. */
    public enum Mode {
        /** Nothing: shops look orders up. */
        OFF,
        IN_PROCESS,
        HTTP
    }

    public RelayProperties {
        urls = List.copyOf(urls);
        if (mode == Mode.HTTP && urls.isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(
                    "ruby.relay.urls", "", "ruby.relay.mode=http needs at least one address.");
        }
    }

    /** Whether this instance sends again what has not reached its shop. */
    public boolean sweeps() {
        return sweep && mode != Mode.OFF;
    }
}
