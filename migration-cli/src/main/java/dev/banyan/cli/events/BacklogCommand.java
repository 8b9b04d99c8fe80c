package dev.banyan.cli.events;

import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.session.Session;
import dev.banyan.events.QueueDepth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** How much subscribers have still to handle. */
@Command(
        name = "backlog",
        description = "How many events wait in the subscribers' queues, as the queues count them.",
        mixinStandardHelpOptions = true)
final class BacklogCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "SUBSCRIBER", description = "Only this subscriber's.")
    private @Nullable String subscriber;

    BacklogCommand(Session session) {
        this.session = session;
    }

    /**
     * @param waiting that nobody has
     * @param inHand that the subscriber has, or had when it died
     * @param dead that it gave up
     */
    record Queue(String subscriber, long waiting, long inHand, long dead) {}

    /** @param backlog of all of them: waiting and in hand */
    record View(long backlog, List<Queue> queues) {}

    @Override
    public Integer call() {
        EventPlaces places = new EventPlaces(session);
        Collection<String> asked = subscriber == null ? places.subscribers() : Set.of(subscriber);
        places.check(asked);
        session.output().print(places.use(queues -> {
            List<Queue> counts = new ArrayList<>();
            long backlog = 0;
            for (String name : asked) {
                QueueDepth depth = queues.depth(name);
                counts.add(new Queue(name, depth.waiting(), depth.inHand(), depth.dead()));
                backlog += depth.waiting() + depth.inHand();
            }
            return new View(backlog, counts);
        }));
        return ExitCode.OK.code();
    }
}
