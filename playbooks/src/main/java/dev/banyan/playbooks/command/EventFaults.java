package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.EventSettings;
import dev.banyan.events.Event;
import dev.banyan.events.QueuePublisher;
import dev.banyan.events.QueueSettings;
import dev.banyan.events.Queues;
import dev.banyan.events.ReceivedMessage;
import dev.banyan.events.SubscriberQueue;
import dev.banyan.events.Subscription;
import dev.banyan.events.TransportSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;

/** Faults of events and of the views that are made of them. What they break stays broken until it is recovered. */
final class EventFaults {
    private EventFaults() {}

    /**
     * What was broken.
     *
     * @param count messages, or rows
     */
    record Broken(String fault, String what, long count) {}

    /** What the faults of queues have in common. */
    abstract static class OfAQueue implements Callable<Integer> {
        private static final Duration CALL_TIMEOUT = Duration.ofSeconds(3);

        private final Session session;

        @Parameters(paramLabel = "SUBSCRIBER", description = "Whose queue.")
        private String subscriber = "";

        OfAQueue(Session session) {
            this.session = session;
        }

        final String subscriber() {
            return subscriber;
        }

        final EventSettings events() {
            EventSettings events = session.migration().events();
            if (events == null || !events.subscribers().containsKey(subscriber)) {
                throw CommandFailure.usage("There is no subscriber '" + subscriber + "'. Declared: "
                        + (events == null
                                ? "none"
                                : String.join(", ", events.subscribers().keySet()))
                        + ".");
            }
            return events;
        }

        final void use(EventSettings events, Consumer<Queues> work) {
            TransportSettings transport =
                    new TransportSettings(events.endpoint(), events.region(), events.unsigned(), CALL_TIMEOUT);
            try (Queues queues = Queues.open(transport, QueueSettings.DEFAULTS.prefixed(events.prefix()))) {
                work.accept(queues);
            }
        }

        final int run(String fault, String what, Plan.Action action, long[] count) {
            if (session.apply(new Plan().step(fault + " " + what, action))) {
                session.output().print(new Broken(fault, what, count[0]));
            }
            return 0;
        }
    }

    @Command(
            name = "lose",
            description = "Lose messages: whatever a subscriber's queue gives for some seconds is thrown away.",
            mixinStandardHelpOptions = true)
    static final class Lose extends OfAQueue {
        @Option(names = "--seconds", paramLabel = "N", description = "How long; default: ${DEFAULT-VALUE}.")
        private int seconds = 5;

        Lose(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            EventSettings events = events();
            if (seconds < 1 || seconds > 60) {
                throw CommandFailure.usage("--seconds is " + seconds + "; 1 to 60.");
            }
            long[] lost = new long[1];
            return run(
                    "lose",
                    "messages of " + subscriber() + " for " + seconds + " s",
                    () -> use(events, queues -> lost[0] = lose(queues.receiver(subscriber()))),
                    lost);
        }

        private long lose(SubscriberQueue queue) {
            long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            long lost = 0;
            while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
                List<ReceivedMessage> received = queue.receive(10, Duration.ofSeconds(1));
                received.forEach(queue::delete);
                lost += received.size();
            }
            return lost;
        }
    }

    @Command(
            name = "poison",
            description = "Send a subscriber an event that nobody can make sense of: its aggregate is no number.",
            mixinStandardHelpOptions = true)
    static final class Poison extends OfAQueue {
        Poison(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            EventSettings events = events();
            Set<String> types = Set.copyOf(events.subscribers().getOrDefault(subscriber(), Set.of()));
            String type = types.stream().sorted().findFirst().orElseThrow();
            String id = UUID.randomUUID().toString();
            Event event = new Event(
                    id,
                    type,
                    1,
                    "poison-" + id,
                    1,
                    Clock.systemUTC().instant().truncatedTo(ChronoUnit.MICROS),
                    List.of(),
                    null,
                    null,
                    JsonMapper.shared().createObjectNode());
            return run(
                    "poison",
                    subscriber() + " with a " + type + " of " + event.aggregateId(),
                    () -> use(events, queues -> {
                        try (QueuePublisher publisher =
                                new QueuePublisher(queues, List.of(new Subscription(subscriber(), types)))) {
                            publisher.publish(List.of(event));
                        }
                    }),
                    new long[] {1});
        }
    }

    /** What the faults of views have in common: statements in its database that nobody was told of. */
    abstract static class OfAView implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "SCHEMA.TABLE", description = "The view's table, such as shop_view.ad_view.")
        private String table = "";

        OfAView(Session session) {
            this.session = session;
        }

        final String table() {
            if (!table.matches("[a-z_]+\\.[a-z_]+")) {
                throw CommandFailure.usage("'" + table + "' is no SCHEMA.TABLE, such as shop_view.ad_view.");
            }
            return table;
        }

        final int run(String fault, String sql) {
            DatabaseAddress database = DemoStack.places(session).service(table().substring(0, table().indexOf('.')));
            long[] rows = new long[1];
            if (session.apply(new Plan().step(fault + ": " + sql, () -> rows[0] = execute(database, sql)))) {
                session.output().print(new Broken(fault, table(), rows[0]));
            }
            return 0;
        }

        private static long execute(DatabaseAddress database, String sql) {
            try (Connection connection = DemoStack.connect(database);
                    Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            } catch (SQLException e) {
                throw CommandFailure.refused("Can't run '" + sql + "' at " + database.host() + ":" + database.port()
                        + "/" + database.schema() + ": " + e.getMessage());
            }
        }
    }

    @Command(
            name = "wipe",
            description = "Wipe a view: all its rows are deleted behind its service's back.",
            mixinStandardHelpOptions = true)
    static final class Wipe extends OfAView {
        Wipe(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            return run("wipe", "DELETE FROM " + table());
        }
    }

    @Command(
            name = "corrupt",
            description = "Corrupt a view: some rows get another text, and keep their versions.",
            mixinStandardHelpOptions = true)
    static final class Corrupt extends OfAView {
        @Option(names = "--column", required = true, paramLabel = "COLUMN", description = "The column.")
        private String column = "";

        @Option(names = "--rows", paramLabel = "N", description = "How many; default: ${DEFAULT-VALUE}.")
        private int rows = 10;

        Corrupt(Session session) {
            super(session);
        }

        @Override
        public Integer call() {
            Map<String, String> wrong = Map.of("--column", column, "--rows", String.valueOf(rows));
            if (!column.matches("[a-z_]+") || rows < 1) {
                throw CommandFailure.usage("--column is a column's name and --rows at least 1, not " + wrong + ".");
            }
            return run(
                    "corrupt",
                    "UPDATE " + table() + " SET " + column + " = CONCAT('?', " + column + ") WHERE " + column
                            + " IS NOT NULL ORDER BY id LIMIT " + rows);
        }
    }
}
