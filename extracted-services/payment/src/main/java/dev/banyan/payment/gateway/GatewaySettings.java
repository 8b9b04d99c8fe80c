package dev.banyan.payment.gateway;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the payment gateway is and how long it may take ({@code gateway.*}).
 *
 * @param url base URL, without a path
 * @param answerTimeout from the request being sent to the last byte of the answer
 * @param circuit when to stop asking
 */
@ConfigurationProperties(prefix = "gateway", ignoreUnknownFields = false)
public record GatewaySettings(
        @Nullable URI url,
        @DefaultValue("500ms") Duration connectTimeout,
        @DefaultValue("2s") Duration answerTimeout,
        @DefaultValue Circuit circuit) {

    public GatewaySettings {
        if (url == null || url.getHost() == null) {
            throw new IllegalArgumentException("gateway.url is " + (url == null ? "missing" : "'" + url + "'")
                    + "; it must be the gateway's base URL, like http://127.0.0.1:9900");
        }
        positive("gateway.connect-timeout", connectTimeout);
        positive("gateway.answer-timeout", answerTimeout);
    }

    /**
     * Opens when {@code failureRate} per cent of the last {@code window} calls failed, and lets a few calls through again
     * after {@code openFor}. Declines are answers, not failures.
     */
    public record Circuit(
            @DefaultValue("20") int window,
            @DefaultValue("50") float failureRate,
            @DefaultValue("3s") Duration openFor,
            @DefaultValue("3") int trialCalls) {

        public Circuit {
            if (window < 2) {
                throw new IllegalArgumentException("gateway.circuit.window is " + window + "; it must be at least 2");
            }
            if (failureRate <= 0 || failureRate > 100) {
                throw new IllegalArgumentException(
                        "gateway.circuit.failure-rate is " + failureRate + "; it is a percentage above 0, up to 100");
            }
            if (trialCalls < 1) {
                throw new IllegalArgumentException(
                        "gateway.circuit.trial-calls is " + trialCalls + "; it must be at least 1");
            }
            positive("gateway.circuit.open-for", openFor);
        }
    }

    private static void positive(String key, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(key + " is " + value + "; it must be longer than zero");
        }
    }
}
