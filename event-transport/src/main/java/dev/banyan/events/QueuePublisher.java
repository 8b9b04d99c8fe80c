package dev.banyan.events;

import dev.banyan.events.OrderedSending.Outgoing;
import java.util.List;

/**
 * Publishes straight to the queue of each subscriber, without SNS. Given some of the subscribers only, it republishes to those.
 * Queues that are not there are made, so that they keep what comes before their subscribers do.
 */
public final class QueuePublisher implements Publisher {

    private final Queues queues;
    private final List<Subscription> subscriptions;

    /** @param queues is left open by {@link #close} */
    public QueuePublisher(Queues queues, List<Subscription> subscriptions) {
        this.queues = queues;
        this.subscriptions = List.copyOf(subscriptions);
    }

    @Override
    public void publish(List<Event> inCommitOrder) {
        List<Outgoing> all = inCommitOrder.stream().map(Outgoing::of).toList();
        for (Subscription subscription : subscriptions) {
            List<Outgoing> wanted = all.stream()
                    .filter(outgoing ->
                            subscription.types().contains(outgoing.event().type()))
                    .toList();
            queues.send(subscription.subscriber(), wanted);
        }
    }

    @Override
    public void close() {}
}
