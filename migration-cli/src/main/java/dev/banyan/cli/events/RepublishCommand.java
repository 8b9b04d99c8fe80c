package dev.banyan.cli.events;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.session.Databases;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.evidence.Audit;
import dev.banyan.events.Event;
import dev.banyan.events.EventRefusedException;
import dev.banyan.events.Publisher;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Publishes events of an outbox once more, so that subscribers who have dealt with them wrongly, or have lost what they made of
 * them, deal with them again. They bear an id of the republication, by which inboxes let them pass.
 */
@Command(
        name = "republish",
        description = "Publish events of an outbox once more, to all who subscribe or to some.",
        mixinStandardHelpOptions = true)
final class RepublishCommand implements Callable<Integer> {
    private static final int PAGE = 100;

    private final Session session;

    @Parameters(paramLabel = "PHASE", description = "The phase that publishes the outbox.")
    private String phase = "";

    @Option(names = "--id", split = ",", paramLabel = "ID", description = "Only these events.")
    private List<String> ids = List.of();

    @Option(names = "--aggregate", split = ",", paramLabel = "ID", description = "Only events of these aggregates.")
    private List<String> aggregates = List.of();

    @Option(names = "--type", split = ",", paramLabel = "TYPE", description = "Only events of these types.")
    private List<String> types = List.of();

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Only what happened since: 2018-07-01T12:00:00Z, or 10m ago as 10m.")
    private @Nullable String from;

    @Option(names = "--until", paramLabel = "TIME", description = "Only what happened before.")
    private @Nullable String until;

    @Option(
            names = "--to",
            split = ",",
            paramLabel = "SUBSCRIBER",
            description = "Only to these subscribers; default: to all who subscribe.")
    private List<String> to = List.of();

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "At most so many events a second; default: ${DEFAULT-VALUE}.")
    private int rate = 500;

    @Option(
            names = "--backlog",
            paramLabel = "N",
            description =
                    "Wait while more than so many events wait for one of them, so that what happens now is not held"
                            + " up for long; 0: never wait. Default: ${DEFAULT-VALUE}.")
    private int backlog = 200;

    RepublishCommand(Session session) {
        this.session = session;
    }

    record View(String republishId, String phase, long published, List<String> to) {}

    @Override
    public Integer call() {
        PhaseDefinition outbox = session.definition(phase);
        if (!outbox.outbox()) {
            throw CommandFailure.usage("Phase '" + phase + "' publishes no outbox; there is nothing to republish.");
        }
        if (rate < 1) {
            throw CommandFailure.usage("--rate is " + rate + "; at least 1.");
        }
        if (backlog < 0) {
            throw CommandFailure.usage("--backlog is " + backlog + "; at least 0.");
        }
        EventPlaces places = new EventPlaces(session);
        places.check(to);
        Set<String> receivers = to.isEmpty() ? places.subscribers() : new LinkedHashSet<>(to);
        OutboxQuery query = OutboxQuery.of(ids, aggregates, types, from, until);
        long count = read(outbox, query::count);
        String republishId = UUID.randomUUID().toString();
        long[] published = new long[1];
        Plan plan = new Plan()
                .step(
                        "publish " + count + " events of '" + phase + "' once more, at most " + rate + " a second, to "
                                + String.join(", ", receivers) + (query.text().isEmpty() ? "" : ": " + query.text()),
                        () -> published[0] = publish(outbox, query, places, republishId, count));
        if (session.apply(plan)) {
            session.output().print(new View(republishId, phase, published[0], List.copyOf(receivers)));
        }
        return ExitCode.OK.code();
    }

    private long publish(
            PhaseDefinition outbox, OutboxQuery query, EventPlaces places, String republishId, long expected) {
        new Audit(session.store())
                .record(
                        session.actor(),
                        "events republish",
                        phase,
                        republishId + ": " + expected + " events, to " + (to.isEmpty() ? "all" : to) + ", "
                                + query.text());
        long[] published = new long[1];
        try {
            return places.use(queues -> {
                try (Publisher publisher = places.publisher(queues, phase, to)) {
                    Pace pace = new Pace(rate);
                    Room room = new Room(queues, backlog, Room.PATIENCE);
                    OutboxQuery.Page page = next(outbox, query, 0);
                    while (!page.events().isEmpty()) {
                        publisher.publish(page.events().stream()
                                .map(event -> event.republished(republishId))
                                .toList());
                        published[0] += page.events().size();
                        session.output().progress(published[0] + " of " + expected);
                        pace.spent(page.events().size());
                        room.await(places.wanting(types(page), to));
                        page = next(outbox, query, page.last());
                    }
                    return published[0];
                }
            });
        } catch (EventRefusedException | Room.StuckException e) {
            throw new CommandFailure(ExitCode.ABORTED, e.getMessage() + " " + published[0] + " were published.");
        } finally {
            session.output().progressDone();
        }
    }

    private OutboxQuery.Page next(PhaseDefinition outbox, OutboxQuery query, long after) {
        return read(outbox, (connection, table) -> query.page(connection, table, after, PAGE));
    }

    private static Set<String> types(OutboxQuery.Page page) {
        return page.events().stream().map(Event::type).collect(Collectors.toSet());
    }

    private <T> T read(PhaseDefinition outbox, OutboxQuery.Reading<T> reading) {
        return Databases.use(
                outbox.service(),
                session.migration().serviceOf(outbox).database(),
                connection -> reading.of(connection, outbox.tables().get(0).from()));
    }
}
