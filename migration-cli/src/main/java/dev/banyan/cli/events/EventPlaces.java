package dev.banyan.cli.events;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Session;
import dev.banyan.control.config.EventSettings;
import dev.banyan.control.yaml.DidYouMean;
import dev.banyan.events.Publisher;
import dev.banyan.events.QueuePublisher;
import dev.banyan.events.QueueSettings;
import dev.banyan.events.Queues;
import dev.banyan.events.SnsPublisher;
import dev.banyan.events.Subscription;
import dev.banyan.events.Topics;
import dev.banyan.events.TransportDownException;
import dev.banyan.events.TransportSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The queues and topics of the migration, as {@code events} of migration.yaml names them. */
final class EventPlaces {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

    private final Session session;
    private final EventSettings events;

    /** @throws CommandFailure when the migration has no events */
    EventPlaces(Session session) {
        this.session = session;
        EventSettings given = session.migration().events();
        if (given == null) {
            throw CommandFailure.usage("This migration has no events: " + session.config()
                    + " has no section 'events', with region and subscribers.");
        }
        this.events = given;
    }

    Set<String> subscribers() {
        return events.subscribers().keySet();
    }

    /** @throws CommandFailure when there is no such subscriber */
    void check(Collection<String> subscribers) {
        for (String name : subscribers) {
            if (!subscribers().contains(name)) {
                throw CommandFailure.usage("There is no subscriber '" + name + "'. Declared: "
                        + String.join(", ", subscribers()) + "." + DidYouMean.hint(name, subscribers()) + " ("
                        + session.config() + ")");
            }
        }
    }

    /** Those of these subscribers, or of all when it names none, who want events of any of these types. */
    List<String> wanting(Collection<String> types, Collection<String> only) {
        return among(only)
                .filter(subscriber -> !Collections.disjoint(subscriber.getValue(), types))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Does something with the queues; what they can't do now becomes the command's failure. */
    <T> T use(Function<Queues, T> work) {
        try (Queues queues = Queues.open(transport(), QueueSettings.DEFAULTS.prefixed(events.prefix()))) {
            return work.apply(queues);
        } catch (TransportDownException e) {
            throw CommandFailure.unreachable(e.getMessage() + " Check 'events' in " + session.config() + ".");
        }
    }

    /**
     * Where events of an outbox go once more.
     *
     * @param only to these subscribers' queues; empty for all who subscribe, by the topic where there is one
     */
    Publisher publisher(Queues queues, String outbox, Collection<String> only) {
        String topic = events.topics().get(outbox);
        if (only.isEmpty() && topic != null) {
            return new SnsPublisher(transport(), new Topics(topic, Map.of()));
        }
        List<Subscription> subscriptions = among(only)
                .map(subscriber -> new Subscription(subscriber.getKey(), subscriber.getValue()))
                .toList();
        return new QueuePublisher(queues, subscriptions);
    }

    /** These subscribers and their types, or all when it names none. */
    private Stream<Map.Entry<String, Set<String>>> among(Collection<String> only) {
        return events.subscribers().entrySet().stream()
                .filter(subscriber -> only.isEmpty() || only.contains(subscriber.getKey()));
    }

    private TransportSettings transport() {
        return new TransportSettings(events.endpoint(), events.region(), events.unsigned(), CALL_TIMEOUT);
    }
}
