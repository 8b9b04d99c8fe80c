package dev.banyan.payment.charging;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How payments that were left PENDING are settled ({@code reconcile.*}).
 *
 * @param through base URLs at which customers' requests enter, tried in order; empty: nothing is reconciled
 * @param every how long to wait from one look to the next
 */
@ConfigurationProperties(prefix = "reconcile", ignoreUnknownFields = false)
record ReconcileSettings(
        @DefaultValue List<URI> through,
        @DefaultValue("10s") Duration every) {

    ReconcileSettings {
        through = List.copyOf(through);
        for (URI url : through) {
            if (url.getHost() == null) {
                throw new IllegalArgumentException(
                        "reconcile.through has '" + url + "'; it must be base URLs, like http://127.0.0.1:8000");
            }
        }
        if (every.isZero() || every.isNegative()) {
            throw new IllegalArgumentException("reconcile.every is " + every + "; it must be longer than zero");
        }
    }
}
