package dev.banyan.events;

import java.util.Map;

/**
 * Which SNS topic an event goes to. All types of one kind of aggregate belong on one topic: order is kept within a topic.
 *
 * @param standard the ARN of the topic for types that have none of their own
 * @param byType ARNs by type
 */
public record Topics(String standard, Map<String, String> byType) {

    public Topics {
        byType = Map.copyOf(byType);
        check(standard);
        byType.values().forEach(Topics::check);
    }

    String of(Event event) {
        return byType.getOrDefault(event.type(), standard);
    }

    private static void check(String arn) {
        if (!arn.matches("arn:[^:]+:sns:[^:]+:[^:]+:[^:]+\\.fifo")) {
            throw new IllegalArgumentException("The topic '" + arn
                    + "' must be the ARN of a FIFO topic, like arn:aws:sns:ap-northeast-2:123456789012:orders.fifo");
        }
    }
}
