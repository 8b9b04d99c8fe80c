package dev.banyan.events;

import dev.banyan.events.OrderedSending.Outgoing;
import dev.banyan.events.OrderedSending.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

/**
 * Publishes to SNS FIFO topics; subscriptions filter by the message attribute {@code type}, and need raw message delivery.
 */
public final class SnsPublisher implements Publisher {

    private final SnsClient sns;
    private final Topics topics;

    public SnsPublisher(TransportSettings settings, Topics topics) {
        this.sns = Aws.sns(settings);
        this.topics = topics;
    }

    @Override
    public void publish(List<Event> inCommitOrder) {
        Map<String, List<Outgoing>> byTopic = new LinkedHashMap<>();
        for (Event event : inCommitOrder) {
            byTopic.computeIfAbsent(topics.of(event), arn -> new ArrayList<>()).add(Outgoing.of(event));
        }
        byTopic.forEach((arn, events) -> OrderedSending.send("Topic " + arn, events, batch -> send(arn, batch)));
    }

    private Map<Integer, Refusal> send(String arn, List<Outgoing> batch) {
        List<PublishBatchRequestEntry> entries = new ArrayList<>();
        for (Outgoing outgoing : batch) {
            entries.add(PublishBatchRequestEntry.builder()
                    .id(String.valueOf(entries.size()))
                    .message(outgoing.text())
                    .messageGroupId(outgoing.event().aggregateId())
                    .messageDeduplicationId(outgoing.event().deduplicationId())
                    .messageAttributes(Map.of("type", text(outgoing.event().type())))
                    .build());
        }
        PublishBatchResponse answer = Aws.call(
                "Topic " + arn,
                () -> sns.publishBatch(request -> request.topicArn(arn).publishBatchRequestEntries(entries)));
        Map<Integer, Refusal> refused = new HashMap<>();
        for (BatchResultErrorEntry error : answer.failed()) {
            refused.put(Integer.valueOf(error.id()), Refusals.of(error.code(), error.message(), error.senderFault()));
        }
        return refused;
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    @Override
    public void close() {
        sns.close();
    }
}
