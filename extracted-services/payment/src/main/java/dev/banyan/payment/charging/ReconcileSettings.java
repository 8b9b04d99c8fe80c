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
 * @param answerTimeout from a payment being sent again to the last byte of the answer
 */
@ConfigurationProperties(prefix = "reconcile", ignoreUnknownFields = false)
record ReconcileSettings(
        @DefaultValue List<URI> through,
        @DefaultValue("10s") Duration every,
        @DefaultValue("15s") Duration answerTimeout) {

    ReconcileSettings {
        through = List.copyOf(through);
        for (URI url : through) {
            if (url.getHost() == null) {
                throw new IllegalArgumentException(
                        "reconcile.through has '" + url + "'; it must be base URLs, like http://127.0.0.1:8000");
            }
        }
        positive("reconcile.every", every);
        positive("reconcile.answer-timeout", answerTimeout);
    }

    private static void positive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be longer than zero");
        }
    }
}
