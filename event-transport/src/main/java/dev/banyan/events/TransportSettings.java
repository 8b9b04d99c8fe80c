package dev.banyan.events;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where SQS and SNS are. Credentials are found as the AWS SDK finds them: environment, system properties, profile, role.
 *
 * @param endpoint a server that speaks their protocol; null for AWS itself
 * @param region as AWS names it, like {@code ap-northeast-2}
 * @param anonymous requests are not signed; only for an endpoint of one's own
 * @param callTimeout for one call with its retries
 */
public record TransportSettings(@Nullable URI endpoint, String region, boolean anonymous, Duration callTimeout) {

    public TransportSettings {
        if (endpoint != null
                && (endpoint.getHost() == null
                        || !String.valueOf(endpoint.getScheme()).startsWith("http"))) {
            throw new IllegalArgumentException(
                    "The transport's endpoint is '" + endpoint + "'; it must be like http://127.0.0.1:9324");
        }
        if (!region.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "The transport's region is '" + region + "'; it must be like ap-northeast-2");
        }
        if (anonymous && endpoint == null) {
            throw new IllegalArgumentException(
                    "The transport can't be anonymous without an endpoint: AWS takes signed requests only");
        }
        if (callTimeout.isNegative() || callTimeout.isZero()) {
            throw new IllegalArgumentException(
                    "The transport's call timeout is " + callTimeout + "; it must be longer than zero");
        }
    }
}
