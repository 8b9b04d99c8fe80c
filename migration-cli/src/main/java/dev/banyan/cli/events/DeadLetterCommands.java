package dev.banyan.cli.events;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.control.evidence.Audit;
import dev.banyan.events.DeadLetter;
import dev.banyan.events.DeadLetters;
import dev.banyan.events.Event;
import dev.banyan.events.Queues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be done with what subscribers gave up. */
final class DeadLetterCommands {
    private DeadLetterCommands() {}

    @Command(name = "list", description = "What subscribers gave up.", mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {
        private final Session session;

        @Parameters(arity = "0..1", paramLabel = "SUBSCRIBER", description = "Only those of this subscriber.")
        private @Nullable String subscriber;

        @Option(
                names = "--most",
                paramLabel = "N",
                description = "So many of each subscriber at most; default: ${DEFAULT-VALUE}.")
        private int most = 100;

        ListAll(Session session) {
            this.session = session;
        }

        /** @param dead as the queue counts them, which lags a little */
        record Queue(String subscriber, long dead) {}

        record Line(String subscriber, String id, String type, String aggregate, Instant since, String reason) {}

        record View(List<Queue> queues, List<Line> deadLetters) {}

        @Override
        public Integer call() {
            EventPlaces places = new EventPlaces(session);
            Collection<String> asked = subscriber == null ? places.subscribers() : Set.of(subscriber);
            places.check(asked);
            session.output().print(places.use(queues -> {
                List<Queue> counts = new ArrayList<>();
                List<Line> lines = new ArrayList<>();
                for (View one : all(asked, name -> of(queues, name))) {
                    counts.addAll(one.queues());
                    lines.addAll(one.deadLetters());
                }
                return new View(counts, lines);
            }));
            return ExitCode.OK.code();
        }

        private View of(Queues queues, String name) {
            return new View(
                    List.of(new Queue(name, queues.depth(name).dead())),
                    queues.deadLetters(name).list(most).stream()
                            .map(letter -> line(name, letter))
                            .toList());
        }

        /** Side by side: that a queue has no more is known only after waiting for more. */
        private static List<View> all(Collection<String> subscribers, Function<String, View> read) {
            ExecutorService readers = Executors.newCachedThreadPool();
            try {
                List<CompletableFuture<View>> views = subscribers.stream()
                        .map(name -> CompletableFuture.supplyAsync(() -> read.apply(name), readers))
                        .toList();
                return views.stream().map(CompletableFuture::join).toList();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            } finally {
                readers.shutdown();
            }
        }

        private static Line line(String subscriber, DeadLetter letter) {
            Event event = letter.event();
            return new Line(
                    subscriber,
                    event == null ? letter.messageId() : event.eventId(),
                    event == null ? "no event" : event.type(),
                    letter.aggregateId(),
                    letter.since(),
                    letter.reason() == null ? "received too often" : letter.reason());
        }
    }

    @Command(name = "show", description = "One dead letter, whole.", mixinStandardHelpOptions = true)
    static final class Show implements Callable<Integer> {
        private final Session session;

        @Parameters(index = "0", paramLabel = "SUBSCRIBER", description = "Who gave it up.")
        private String subscriber = "";

        @Parameters(index = "1", paramLabel = "ID", description = "Its id, as list shows it.")
        private String id = "";

        Show(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            EventPlaces places = new EventPlaces(session);
            places.check(Set.of(subscriber));
            DeadLetter letter = places.use(
                            queues -> queues.deadLetters(subscriber).show(id))
                    .orElseThrow(() -> unknown(subscriber, id));
            session.output().print(letter);
            return ExitCode.OK.code();
        }
    }

    /** Takes dead letters out, one or all. */
    @Command(mixinStandardHelpOptions = true)
    static final class Removal implements Callable<Integer> {
        private final Session session;
        private final boolean drop;

        @Parameters(index = "0", paramLabel = "SUBSCRIBER", description = "Who gave it up.")
        private String subscriber = "";

        @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "Its id, as list shows it.")
        private @Nullable String id;

        @Option(names = "--all", description = "All dead letters of the subscriber.")
        private boolean all;

        private Removal(Session session, boolean drop) {
            this.session = session;
            this.drop = drop;
        }

        record Removed(String subscriber, int redriven, int dropped, long left) {}

        @Override
        public Integer call() {
            if (all == (id != null)) {
                throw CommandFailure.usage(
                        "Name one dead letter by its id, or say --all. See: banyan events dlq list " + subscriber);
            }
            EventPlaces places = new EventPlaces(session);
            places.check(Set.of(subscriber));
            String what = id == null ? "all dead letters" : "dead letter " + id;
            if (drop) {
                session.confirm("'" + subscriber + "' will never see " + what + " again; its view may stay different.");
            }
            int[] count = new int[1];
            Plan plan = new Plan()
                    .step(
                            drop
                                    ? "drop " + what + " of '" + subscriber + "'"
                                    : "put " + what + " of '" + subscriber + "' at the end of its queue",
                            () -> count[0] = remove(places));
            if (session.apply(plan)) {
                long left = places.use(queues -> queues.depth(subscriber).dead());
                session.output().print(new Removed(subscriber, drop ? 0 : count[0], drop ? count[0] : 0, left));
            }
            return ExitCode.OK.code();
        }

        private int remove(EventPlaces places) {
            String one = id;
            int count = places.use(queues -> {
                DeadLetters letters = queues.deadLetters(subscriber);
                if (one == null) {
                    return drop ? letters.dropAll() : letters.redriveAll();
                }
                return drop ? letters.drop(one) : letters.redrive(one);
            });
            if (one != null && count == 0) {
                throw unknown(subscriber, one);
            }
            new Audit(session.store())
                    .record(
                            session.actor(),
                            drop ? "events dlq drop" : "events dlq redrive",
                            subscriber,
                            (one == null ? "all" : one) + ": " + count);
            return count;
        }
    }

    static CommandLine redrive(Session session) {
        return named("redrive", "Give dead letters to their subscriber once more.", new Removal(session, false));
    }

    static CommandLine drop(Session session) {
        return named("drop", "Forget dead letters for good.", new Removal(session, true));
    }

    private static CommandLine named(String name, String description, Removal removal) {
        CommandLine line = new CommandLine(removal);
        line.getCommandSpec().name(name).usageMessage().description(description);
        return line;
    }

    private static CommandFailure unknown(String subscriber, String id) {
        return CommandFailure.refused(
                "'" + subscriber + "' has no dead letter " + id + ". See: banyan events dlq list " + subscriber);
    }
}
