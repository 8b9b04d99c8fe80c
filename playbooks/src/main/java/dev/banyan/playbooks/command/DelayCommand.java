package dev.banyan.playbooks.command;

import dev.banyan.cli.session.Session;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.playbooks.check.Databases;
import dev.banyan.playbooks.site.Places;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Holds what outboxes say of the time of events against what inboxes say of the time of their handling. An event's delay ends when the last of
 * those who subscribe has committed what it made of it.
 */
@Command(
        name = "delay",
        description = "How long the events of the last while took from their commit to the last of their subscribers.",
        mixinStandardHelpOptions = true)
final class DelayCommand implements Callable<Integer> {
    private static final List<String> INBOXES =
            List.of("payment", "orders", "order_relay", "review", "settlement", "shop_view", "search");

    /** Events of the last three seconds may still be on their way. */
    private static final String COMMITTED = "SELECT event_id, occurred_at FROM outbox"
            + " WHERE occurred_at BETWEEN UTC_TIMESTAMP(6) - INTERVAL ? SECOND AND UTC_TIMESTAMP(6) - INTERVAL 3 SECOND";

    private static final String HANDLED = "SELECT event_id, subscriber, handled_at FROM inbox"
            + " WHERE republish_id = '' AND handled_at >= UTC_TIMESTAMP(6) - INTERVAL ? SECOND";

    private final Session session;

    @Option(names = "--last", paramLabel = "DURATION", description = "The while; default: ${DEFAULT-VALUE}.")
    private String last = "30s";

    DelayCommand(Session session) {
        this.session = session;
    }

    private record Handling(String event, String subscriber, LocalDateTime at) {}

    /**
     * @param events that somebody handled
     * @param slowest who was the last to handle the event that took longest; empty where there was none
     */
    record Delay(long events, long medianMillis, long p99Millis, long longestMillis, String slowest) {}

    @Override
    public Integer call() {
        Places places = DemoStack.places(session);
        Map<String, Handling> handled = new HashMap<>();
        Map<String, LocalDateTime> committed = new HashMap<>();
        long since = Lately.seconds(last);
        for (String schema : INBOXES) {
            Databases.read(places.service(schema), HANDLED, DelayCommand::handling, since)
                    .forEach(found -> handled.merge(found.event(), found, DelayCommand::later));
        }
        for (PhaseDefinition phase : session.migration().phases().values()) {
            if (phase.outbox() && places.phase(phase.name()).isPresent()) {
                DatabaseAddress source = session.migration().serviceOf(phase).database();
                Databases.read(source, COMMITTED, DelayCommand::commit, since)
                        .forEach(found -> committed.put(found.getKey(), found.getValue()));
            }
        }
        session.output().print(delay(committed, handled));
        return 0;
    }

    private static Delay delay(Map<String, LocalDateTime> committed, Map<String, Handling> handled) {
        List<Long> delays = new ArrayList<>();
        String slowest = "";
        long longest = -1;
        for (Map.Entry<String, LocalDateTime> event : committed.entrySet()) {
            Handling handling = handled.get(event.getKey());
            if (handling != null) {
                long delay = Math.max(
                        0, Duration.between(event.getValue(), handling.at()).toMillis());
                delays.add(delay);
                if (delay > longest) {
                    longest = delay;
                    slowest = handling.subscriber();
                }
            }
        }
        Waits waits = Waits.of(delays);
        return new Delay(delays.size(), waits.medianMillis(), waits.p99Millis(), waits.longestMillis(), slowest);
    }

    private static Handling handling(ResultSet row) throws SQLException {
        return new Handling(row.getString(1), row.getString(2), row.getObject(3, LocalDateTime.class));
    }

    private static Handling later(Handling one, Handling other) {
        return one.at().isAfter(other.at()) ? one : other;
    }

    private static Map.Entry<String, LocalDateTime> commit(ResultSet row) throws SQLException {
        return Map.entry(row.getString(1), row.getObject(2, LocalDateTime.class));
    }
}
