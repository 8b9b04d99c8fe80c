package dev.banyan.kit.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The outbox ({@code outbox.*}).
 *
 * @param enabled whether the service has one
 * @param keep how long events stay to be republished
 * @param cleanEvery how often older ones are deleted
 * @param batch how many in one transaction
 */
@ConfigurationProperties(prefix = "outbox", ignoreUnknownFields = false)
record OutboxSettings(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("14d") Duration keep,
        @DefaultValue("10m") Duration cleanEvery,
        @DefaultValue("1000") int batch) {

    OutboxSettings {
        if (keep.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException("outbox.keep is " + keep + "; it must be an hour or more");
        }
        if (cleanEvery.isZero() || cleanEvery.isNegative()) {
            throw new IllegalArgumentException("outbox.clean-every is " + cleanEvery + "; it must be longer than zero");
        }
        if (batch < 1 || batch > 10_000) {
            throw new IllegalArgumentException("outbox.batch is " + batch + "; it must be 1 to 10000");
        }
    }
}
