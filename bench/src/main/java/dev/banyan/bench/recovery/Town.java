package dev.banyan.bench.recovery;

import dev.banyan.bench.BenchStack;
import dev.banyan.control.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Shops, the service that owns them, the service that shows them, queues, sync and a proxy; each a process of its own, all under a folder that goes with it. */
final class Town implements AutoCloseable {
    private static final Pattern HANDLED =
            Pattern.compile("events_tried_total\\{[^}]*outcome=\"(?:handled|known|repeated)\"[^}]*} ([0-9.E+]+)");

    /** Customers change shops all the while, so that there is always something under way. */
    private static final int NOTHING_MUCH = 20;

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(30);

    private final BenchStack stack;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Town(Path home) throws IOException {
        stack = new BenchStack(home, Files.readString(home.resolve("bench/src/main/resources/recovery/stack.yaml")));
    }

    URI proxy() {
        return local("proxy");
    }

    URI shopList() {
        return local("shop-list-service");
    }

    /** Shops 1 to {@code count}. */
    void insertShops(int count) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO shop (id, owner_id, name, category_code, opening) VALUES (?, ?, ?, '01', 'OPEN')")) {
            for (int shop = 1; shop <= count; shop++) {
                insert.setLong(1, shop);
                insert.setLong(2, shop % 1000 + 1);
                insert.setString(3, "shop " + shop);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** One event of each of shops 1 to {@code count}, which say that it changed, in one transaction. */
    void commitEvents(int count) throws SQLException {
        insertEvents(count, true);
    }

    /** As many, as if they had been published long ago: no stream sees them. */
    void fillOutbox(int count) throws SQLException {
        insertEvents(count, false);
    }

    private void insertEvents(int count, boolean seen) throws SQLException {
        try (Connection connection = connect();
                Statement first = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO outbox (event_id, type, schema_version, aggregate_id, aggregate_version,"
                                + " occurred_at, changed_attributes, attributes)"
                                + " SELECT UUID(), 'ShopChanged', 1, id, version, UTC_TIMESTAMP(6), '[\"name\"]', '{}'"
                                + " FROM shop WHERE id <= ?")) {
            // Shops are read without locks: customers change them meanwhile.
            first.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
            first.execute("SET SESSION sql_log_bin = " + (seen ? 1 : 0));
            insert.setInt(1, count);
            insert.executeUpdate();
        }
    }

    /** Publishes whatever the outbox has once more; returns how much that is. */
    long republish() {
        return Json.mapper()
                .readTree(banyan("events", "republish", "shop-events", "--rate", "1000"))
                .path("published")
                .longValue();
    }

    /** Events that the view has dealt with since it was started. */
    long handled() throws IOException, InterruptedException {
        URI metrics = local("shop-view-service").resolve("/actuator/prometheus");
        String text = http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        long sum = 0;
        Matcher found = HANDLED.matcher(text);
        while (found.find()) {
            sum += (long) Double.parseDouble(found.group(1));
        }
        return sum;
    }

    /** Waits until the view has dealt with so many in all, and hardly any are waiting. */
    void awaitHandled(long total) throws Exception {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (handled() < total || backlog() > NOTHING_MUCH) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("The view did not handle " + total + " events in half an hour.");
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    /** Runs a command line; it must end with exit code 0. */
    String banyan(String... command) {
        return stack.banyan(command);
    }

    @Override
    public void close() throws IOException {
        stack.close();
    }

    private long backlog() {
        return Json.mapper()
                .readTree(banyan("events", "backlog"))
                .path("backlog")
                .asLong(Long.MAX_VALUE);
    }

    private URI local(String entry) {
        return stack.local(entry);
    }

    private Connection connect() throws SQLException {
        return stack.connect("shop_list");
    }
}
