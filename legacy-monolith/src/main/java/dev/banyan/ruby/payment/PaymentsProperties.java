package dev.banyan.ruby.payment;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * How orders reach payments.
 *
 * @param urls base addresses in the order in which they are tried; needed with mode http
 * @param callTimeout for one try
 */
@ConfigurationProperties("ruby.payments")
record PaymentsProperties(
        @DefaultValue("in-process") Mode mode,
        @DefaultValue List<URI> urls,
        @DefaultValue("8s") Duration callTimeout) {

    /** Behind the seam. */
    enum Mode {
        IN_PROCESS,
        HTTP
    }

    PaymentsProperties {
        urls = List.copyOf(urls);
        if (mode == Mode.HTTP && urls.isEmpty()) {
            throw new InvalidConfigurationPropertyValueException(
                    "ruby.payments.urls", "", "ruby.payments.mode=http needs at least one address.");
        }
    }
}
