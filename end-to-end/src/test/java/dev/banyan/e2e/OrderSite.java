package dev.banyan.e2e;

import dev.banyan.control.stream.StreamRecord;
import dev.banyan.control.stream.Streams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Orders, payments and the relay with their outboxes, and all that hear of them: each a process of its own, none behind a proxy. */
final class OrderSite extends RunningStack {
    static final List<String> OUTBOXES = List.of("order-events", "payment-events", "relay-events");
    static final List<String> PROCESSES = List.of(
            "order-service",
            "payment-service",
            "order-relay-service",
            "review-service",
            "settlement-service",
            "sync",
            "queues");

    private OrderSite(String name) {
        super(folder(name), stackYaml());
    }

    /** Starts all, with a shop that has two devices, and has the outboxes published. */
    static OrderSite start(String name) throws SQLException {
        OrderSite site = new OrderSite(name);
        try {
            site.execute("INSERT INTO order_relay.device (shop_id, type, url, priority, state) VALUES"
                    + " (1, 'PUSH', '/devices/1/orders', 1, 'ACTIVE'), (1, 'PC', '/devices/2/orders', 2, 'ACTIVE')");
            OUTBOXES.parallelStream().forEach(outbox -> site.must("phase", "start", outbox));
        } catch (SQLException | RuntimeException | Error e) {
            site.close();
            throw e;
        }
        return site;
    }

    private static String stackYaml() {
        try {
            return Files.readString(BanyanProcess.home().resolve("end-to-end/src/test/resources/orders/stack.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows as texts, a NULL as the text {@code null}. Tables are named with their schemas. */
    List<List<String>> rows(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(String.valueOf(found.getString(column)));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** The one number that a query answers; a sum of nothing is 0. */
    long number(String query) throws SQLException {
        String text = rows(query).get(0).get(0);
        return text.equals("null") ? 0 : Long.parseLong(text);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(stack().databaseUrl("db", "banyan"), "root", "");
    }

    /** What {@code banyan events backlog} says; asks the queues that are there, or makes them. */
    JsonNode backlog() {
        return JsonMapper.shared()
                .readTree(must("events", "backlog", "--output=json").out());
    }

    /** Whether all outboxes are published, but for what was committed within their lag. */
    boolean published() {
        List<StreamRecord> streams = new Streams(store()).list();
        return streams.size() == OUTBOXES.size() && streams.stream().allMatch(RunningStack::keepsUp);
    }

    /** What waits for a subscriber that is down. */
    long waiting(String subscriber) {
        for (JsonNode queue : backlog().path("queues")) {
            if (queue.path("subscriber").asString().equals(subscriber)) {
                return queue.path("waiting").asLong();
            }
        }
        throw new IllegalArgumentException("There is no subscriber " + subscriber);
    }
}
