package dev.banyan.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber gave up. Looking takes messages in hand for a moment; of an aggregate with more than ten dead letters only
 * the first ten are seen, until these are redriven or dropped. An id names a message or its event. Calls throw {@link
 * TransportDownException}.
 */
public final class DeadLetters {

    private static final Duration IN_HAND = Duration.ofSeconds(60);
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Queues queues;
    private final String subscriber;

    DeadLetters(Queues queues, String subscriber) {
        this.queues = queues;
        this.subscriber = subscriber;
    }

    /** The first that are seen. Changes nothing. */
    public List<DeadLetter> list(int most) {
        List<DeadLetter> found = new ArrayList<>();
        walk(message -> {
            found.add(DeadLetter.of(message));
            return found.size() < most ? Verdict.KEEP : Verdict.STOP;
        });
        return found;
    }

    public Optional<DeadLetter> show(String id) {
        AtomicReference<@Nullable DeadLetter> found = new AtomicReference<>();
        walk(message -> {
            DeadLetter letter = DeadLetter.of(message);
            if (!letter.is(id)) {
                return Verdict.KEEP;
            }
            found.set(letter);
            return Verdict.STOP;
        });
        return Optional.ofNullable(found.get());
    }

    /**
     * Puts it at the end of the subscriber's queue: it comes after events that happened later. A crash on the way leaves it in
     * both queues.
     *
     * @return how many: none when there is no such id
     */
    public int redrive(String id) {
        return remove(letter -> letter.is(id), this::sendAgain);
    }

    /** @return how many; those of an aggregate in order */
    public int redriveAll() {
        return remove(letter -> true, this::sendAgain);
    }

    /** Forgets it for good. */
    public int drop(String id) {
        return remove(letter -> letter.is(id), message -> {});
    }

    public int dropAll() {
        return remove(letter -> true, message -> {});
    }

    private int remove(Predicate<DeadLetter> which, Consumer<ReceivedMessage> first) {
        AtomicInteger removed = new AtomicInteger();
        walk(message -> {
            if (!which.test(DeadLetter.of(message))) {
                return Verdict.KEEP;
            }
            first.accept(message);
            removed.incrementAndGet();
            return Verdict.DELETE;
        });
        return removed.get();
    }

    /** Under a deduplication id of its own: the queue would swallow one that it has seen. */
    private void sendAgain(ReceivedMessage message) {
        String type = message.attributes().get("type");
        queues.onQueue(subscriber, queue -> {
            queue.send(message, UUID.randomUUID().toString(), type == null ? Map.of() : Map.of("type", type));
            return queue;
        });
    }

    /** Takes one message after the other in hand, until none is left to take; those that are kept are given back at the end. */
    private void walk(Visitor visitor) {
        queues.onDeadLetters(subscriber, dead -> {
            List<ReceivedMessage> inHand = new ArrayList<>();
            Set<String> seen = new HashSet<>();
            try {
                boolean goOn = true;
                while (goOn) {
                    List<ReceivedMessage> page =
                            dead.receive(10, WAIT, IN_HAND, queues.transport().callTimeout());
                    inHand.addAll(page);
                    // Seen before: the walk took so long that the first are back.
                    goOn = !page.isEmpty()
                            && page.stream().allMatch(message -> seen.add(message.messageId()))
                            && visit(page, visitor, dead, inHand);
                }
            } finally {
                dead.setVisibility(inHand, Duration.ZERO);
            }
            return dead;
        });
    }

    private static boolean visit(
            List<ReceivedMessage> page, Visitor visitor, Queue dead, List<ReceivedMessage> inHand) {
        for (ReceivedMessage message : page) {
            switch (visitor.visit(message)) {
                case STOP -> {
                    return false;
                }
                case DELETE -> {
                    dead.delete(message);
                    inHand.remove(message);
                }
                case KEEP -> {}
            }
        }
        return true;
    }

    private enum Verdict {
        KEEP,
        DELETE,
        STOP
    }

    @FunctionalInterface
    private interface Visitor {
        Verdict visit(ReceivedMessage message);
    }
}
