package dev.banyan.control.config;

import dev.banyan.control.config.EventSettings.ViewPlace;
import dev.banyan.control.yaml.DidYouMean;
import dev.banyan.control.yaml.YamlMap;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code events}. */
final class EventsReader {
    private static final String NAME = "[A-Za-z0-9_-]{1,50}";
    private static final String VIEW = "[a-z][a-z0-9-]{0,39}";
    private static final String TYPE = "[A-Za-z][A-Za-z0-9]{0,79}";
    private static final String TOPIC = "arn:[^:]+:sns:[^:]+:[^:]+:[^:]+\\.fifo";

    private final YamlMap map;
    private final Set<String> services;

    /** @param services that the migration declares */
    EventsReader(YamlMap map, Set<String> services) {
        this.map = map;
        this.services = services;
    }

    EventSettings read() {
        String region = map.text("region");
        if (!region.isEmpty() && !region.matches("[a-z][a-z0-9-]*")) {
            map.problem("region", "'region' must be like ap-northeast-2, not '" + region + "'.");
        }
        URI endpoint = endpoint();
        boolean unsigned = map.flag("unsigned", false);
        if (unsigned && !map.has("endpoint")) {
            map.problem("unsigned", "'unsigned' goes with an 'endpoint' only: AWS takes signed requests. Remove it.");
        }
        String prefix = map.text("prefix", "");
        if (!prefix.matches("[A-Za-z0-9_-]{0,20}")) {
            map.problem("prefix", "'prefix' must be at most 20 letters, digits, hyphens and underscores.");
        }
        Map<String, String> topics = map.textMap("topics");
        topics.values().stream()
                .filter(arn -> !arn.matches(TOPIC))
                .forEach(arn -> map.problem(
                        "topics",
                        "Topic '" + arn + "' must be the ARN of a FIFO topic, such as"
                                + " arn:aws:sns:ap-northeast-2:123456789012:orders.fifo."));
        return new EventSettings(
                region,
                endpoint,
                unsigned,
                prefix,
                topics,
                map.mapOf("subscribers", EventsReader::types),
                map.mapOf("views", this::view));
    }

    private static Set<String> types(String subscriber, YamlMap map) {
        if (!subscriber.matches(NAME)) {
            map.problem(
                    "types",
                    "Subscriber '" + subscriber + "' must be at most 50 letters, digits, hyphens and underscores.");
        }
        Set<String> types = Set.copyOf(map.texts("types"));
        if (types.isEmpty()) {
            map.problem(
                    "types",
                    "Subscriber '" + subscriber + "' names no types of events, such as 'types: [ OrderCreated ]'.");
        }
        types.stream()
                .filter(type -> !type.matches(TYPE))
                .forEach(type -> map.problem(
                        "types", "'" + type + "' is no type of events; it must be a word like OrderCreated."));
        return types;
    }

    private ViewPlace view(String name, YamlMap view) {
        String atServices = view.text("name", name);
        Stream.of(name, atServices)
                .filter(one -> !one.matches(VIEW))
                .distinct()
                .forEach(one -> view.problem(
                        "source", "View '" + one + "' must be at most 40 lower case letters, digits and hyphens."));
        return new ViewPlace(service(name, view, "source"), service(name, view, "service"), atServices);
    }

    private String service(String view, YamlMap entry, String key) {
        String service = entry.text(key);
        if (!service.isEmpty() && !services.contains(service)) {
            entry.problem(
                    key,
                    "View '" + view + "' names unknown service '" + service + "'. Declared: "
                            + String.join(", ", services) + "." + DidYouMean.hint(service, services));
        }
        return service;
    }

    private @Nullable URI endpoint() {
        String text = map.optionalText("endpoint").orElse(null);
        if (text == null) {
            return null;
        }
        try {
            URI endpoint = new URI(text);
            if (endpoint.getHost() != null
                    && String.valueOf(endpoint.getScheme()).startsWith("http")) {
                return endpoint;
            }
        } catch (URISyntaxException e) {
            // told below
        }
        map.problem("endpoint", "'endpoint' must be like http://127.0.0.1:9324, not '" + text + "'.");
        return null;
    }
}
