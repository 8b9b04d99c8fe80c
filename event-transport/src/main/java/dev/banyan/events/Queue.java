package dev.banyan.events;

import dev.banyan.events.OrderedSending.Outgoing;
import dev.banyan.events.OrderedSending.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** One FIFO queue of the server. Every call may throw {@link TransportDownException}. Safe for many threads. */
final class Queue {

    private static final int BATCH = 10;

    private final SqsClient sqs;
    private final String name;
    private final String url;

    Queue(SqsClient sqs, String name, String url) {
        this.sqs = sqs;
        this.name = name;
        this.url = url;
    }

    /** One batch, as {@link OrderedSending} makes them. */
    Map<Integer, Refusal> send(List<Outgoing> batch) {
        List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
        for (Outgoing outgoing : batch) {
            entries.add(SendMessageBatchRequestEntry.builder()
                    .id(String.valueOf(entries.size()))
                    .messageBody(outgoing.text())
                    .messageGroupId(outgoing.event().aggregateId())
                    .messageDeduplicationId(outgoing.event().deduplicationId())
                    .messageAttributes(texts(Map.of("type", outgoing.event().type())))
                    .build());
        }
        SendMessageBatchResponse answer = Aws.call(
                "Queue " + name,
                () -> sqs.sendMessageBatch(request -> request.queueUrl(url).entries(entries)));
        Map<Integer, Refusal> refused = new HashMap<>();
        for (BatchResultErrorEntry error : answer.failed()) {
            refused.put(Integer.valueOf(error.id()), Refusals.of(error.code(), error.message(), error.senderFault()));
        }
        return refused;
    }

    /** @param deduplicationId never used before, or the message may be swallowed */
    void send(ReceivedMessage message, String deduplicationId, Map<String, String> attributes) {
        Aws.call(
                "Queue " + name,
                () -> sqs.sendMessage(request -> request.queueUrl(url)
                        .messageBody(message.body())
                        .messageGroupId(message.group())
                        .messageDeduplicationId(deduplicationId)
                        .messageAttributes(texts(attributes))));
    }

    /** Waits for the first message, then takes what is there; nobody else gets these for the time of {@code visibility}. */
    List<ReceivedMessage> receive(int most, Duration wait, Duration visibility, Duration callTimeout) {
        return Aws.call(
                        "Queue " + name,
                        () -> sqs.receiveMessage(request -> request.queueUrl(url)
                                .maxNumberOfMessages(Math.min(most, BATCH))
                                .waitTimeSeconds((int) wait.toSeconds())
                                .visibilityTimeout((int) visibility.toSeconds())
                                .messageAttributeNames("All")
                                .messageSystemAttributeNames(
                                        MessageSystemAttributeName.MESSAGE_GROUP_ID,
                                        MessageSystemAttributeName.SENT_TIMESTAMP,
                                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                                .overrideConfiguration(call -> call.apiCallTimeout(wait.plus(callTimeout)))))
                .messages()
                .stream()
                .map(Queue::read)
                .toList();
    }

    void delete(ReceivedMessage message) {
        Aws.call(
                "Queue " + name,
                () -> sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receipt())));
    }

    /** Messages that are in nobody's hand any more are passed over. */
    void delete(List<ReceivedMessage> messages) {
        for (List<ReceivedMessage> batch : batches(messages)) {
            List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
            for (ReceivedMessage message : batch) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(String.valueOf(entries.size()))
                        .receiptHandle(message.receipt())
                        .build());
            }
            Aws.call(
                    "Queue " + name,
                    () -> sqs.deleteMessageBatch(
                            request -> request.queueUrl(url).entries(entries)));
        }
    }

    /** From now on; zero gives them back. Messages that are in nobody's hand any more are passed over. */
    void setVisibility(List<ReceivedMessage> messages, Duration visibility) {
        for (List<ReceivedMessage> batch : batches(messages)) {
            List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
            for (ReceivedMessage message : batch) {
                entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id(String.valueOf(entries.size()))
                        .receiptHandle(message.receipt())
                        .visibilityTimeout((int) visibility.toSeconds())
                        .build());
            }
            Aws.call(
                    "Queue " + name,
                    () -> sqs.changeMessageVisibilityBatch(
                            request -> request.queueUrl(url).entries(entries)));
        }
    }

    private static List<List<ReceivedMessage>> batches(List<ReceivedMessage> messages) {
        List<List<ReceivedMessage>> batches = new ArrayList<>();
        for (int from = 0; from < messages.size(); from += BATCH) {
            batches.add(messages.subList(from, Math.min(from + BATCH, messages.size())));
        }
        return batches;
    }

    Map<QueueAttributeName, String> attributes(QueueAttributeName... names) {
        return Aws.call(
                        "Queue " + name,
                        () -> sqs.getQueueAttributes(
                                request -> request.queueUrl(url).attributeNames(names)))
                .attributes();
    }

    void setAttributes(Map<QueueAttributeName, String> attributes) {
        Aws.call(
                "Queue " + name,
                () -> sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(attributes)));
    }

    private static ReceivedMessage read(Message message) {
        Map<MessageSystemAttributeName, String> system = message.attributes();
        return new ReceivedMessage(
                message.messageId(),
                message.receiptHandle(),
                Objects.requireNonNullElse(system.get(MessageSystemAttributeName.MESSAGE_GROUP_ID), ""),
                message.body(),
                Integer.parseInt(Objects.requireNonNullElse(
                        system.get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT), "1")),
                Instant.ofEpochMilli(Long.parseLong(
                        Objects.requireNonNullElse(system.get(MessageSystemAttributeName.SENT_TIMESTAMP), "0"))),
                message.messageAttributes().entrySet().stream()
                        .filter(attribute -> attribute.getValue().stringValue() != null)
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                attribute -> attribute.getValue().stringValue())));
    }

    private static Map<String, MessageAttributeValue> texts(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        attribute -> MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(attribute.getValue())
                                .build()));
    }
}
