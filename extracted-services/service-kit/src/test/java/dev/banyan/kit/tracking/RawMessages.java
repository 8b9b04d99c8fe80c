package dev.banyan.kit.tracking;

import dev.banyan.events.testing.EmbeddedSqs;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Messages that no publisher of ours would send. */
final class RawMessages {

    private RawMessages() {}

    static void send(EmbeddedSqs sqs, String queue, String body) {
        try (SqsClient client = SqsClient.builder()
                .endpointOverride(sqs.endpoint())
                .region(Region.of("elasticmq"))
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .build()) {
            String url = client.getQueueUrl(request -> request.queueName(queue)).queueUrl();
            client.sendMessage(request -> request.queueUrl(url)
                    .messageBody(body)
                    .messageGroupId("raw")
                    .messageDeduplicationId(UUID.randomUUID().toString()));
        }
    }
}
