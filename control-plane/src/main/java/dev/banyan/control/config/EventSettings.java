package dev.banyan.control.config;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code events} of migration.yaml: where events of outboxes go.
 *
 * @param region as AWS names it
 * @param endpoint a server of one's own that speaks SQS; null for AWS itself
 * @param unsigned whether requests are sent without credentials; only with an endpoint
 * @param prefix of all queues' names; may be empty
 * @param topics by phase, the ARN of the SNS topic that its outbox is published to; a phase that is not named publishes
 *     straight to the queues of the subscribers
 * @param subscribers by name, the types of events that each wants
 * @param views by name, views that services keep of each other's data
 */
public record EventSettings(
        String region,
        @Nullable URI endpoint,
        boolean unsigned,
        String prefix,
        Map<String, String> topics,
        Map<String, Set<String>> subscribers,
        Map<String, ViewPlace> views) {
    /**
     * A view that one service keeps of another's data.
     *
     * @param source whose data it is
     * @param service who keeps the view
     * @param name what both services call it; two services may keep views of the same name
     */
    public record ViewPlace(String source, String service, String name) {}

    public EventSettings {
        topics = Collections.unmodifiableMap(new LinkedHashMap<>(topics));
        subscribers = Collections.unmodifiableMap(new LinkedHashMap<>(subscribers));
        views = Collections.unmodifiableMap(new LinkedHashMap<>(views));
    }
}
