package dev.banyan.events;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients by our settings, and their failures in our words. */
final class Aws {

    /** The longest that a queue lets a receiver wait. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(20);

    private Aws() {}

    static SqsClient sqs(TransportSettings settings) {
        return prepare(SqsClient.builder(), settings).build();
    }

    static SnsClient sns(TransportSettings settings) {
        return prepare(SnsClient.builder(), settings).build();
    }

    /** @param where what the call goes to, in messages */
    static <T> T call(String where, Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException refused) {
            throw new TransportDownException(
                    where + " refuses: " + refused.awsErrorDetails().errorCode() + ", "
                            + refused.awsErrorDetails().errorMessage(),
                    refused);
        } catch (SdkException down) {
            throw new TransportDownException(where + " does not answer: " + down.getMessage(), down);
        }
    }

    private static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> B prepare(
            B builder, TransportSettings settings) {
        AwsCredentialsProvider credentials = settings.anonymous()
                ? AnonymousCredentialsProvider.create()
                : DefaultCredentialsProvider.builder().build();
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        return builder.region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                // Callers try again by themselves, and want to know why.
                .overrideConfiguration(calls ->
                        calls.apiCallTimeout(settings.callTimeout()).retryStrategy(retries -> retries.maxAttempts(2)))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(settings.callTimeout())
                        .socketTimeout(LONGEST_WAIT.plus(settings.callTimeout())));
    }
}
