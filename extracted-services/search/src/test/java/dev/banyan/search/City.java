package dev.banyan.search;

import dev.banyan.city.CityService;
import dev.banyan.events.Event;
import dev.banyan.events.QueueDepth;
import dev.banyan.events.QueuePublisher;
import dev.banyan.events.QueueSettings;
import dev.banyan.events.Queues;
import dev.banyan.events.Subscription;
import dev.banyan.events.testing.EmbeddedSqs;
import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** A city whose shops, menus and ads change, with the queue that tells search of it. */
final class City implements AutoCloseable {

    private static final EmbeddedSqs SQS = EmbeddedSqs.start();
    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static final List<String> VIEWS = List.of("shops", "menus", "ads");

    private final String prefix = "t" + PREFIXES.incrementAndGet() + "-";
    private final Queues queues =
            Queues.open(SQS.settings(), new QueueSettings(prefix, Duration.ofSeconds(3), 100, Duration.ofDays(1)));
    private final QueuePublisher publisher = new QueuePublisher(
            queues, List.of(new Subscription("search", Set.of("ShopChanged", "MenuChanged", "AdChanged"))));
    private final TestDatabase database = TestDatabase.create();
    private final RunningService service = CityService.start(database);
    final JdbcClient sql = database.sql();

    /** The first address of each source is dead: the second one answers. */
    String[] settings() {
        String urls = "http://127.0.0.1:9," + service.url();
        return new String[] {
            "--views.shops=" + urls,
            "--views.menus=" + urls,
            "--views.ads=" + urls,
            "--subscribe.endpoint=" + SQS.endpoint(),
            "--subscribe.region=elasticmq",
            "--subscribe.anonymous=true",
            "--subscribe.prefix=" + prefix,
            "--subscribe.visibility=3s",
            "--subscribe.poll=1s",
            "--subscribe.attempts=2",
            "--subscribe.back-off=50ms"
        };
    }

    /** Its event is not told yet. */
    Event shop(long id, String name) {
        sql.sql("INSERT INTO shop VALUES (?, 1, NOW(6), ?, 'CK', '치킨', 'OPEN', 37.5, 127)"
                        + " ON DUPLICATE KEY UPDATE version = version + 1, updated_at = NOW(6), name = VALUES(name)")
                .params(id, name)
                .update();
        return event("ShopChanged", "shop", id);
    }

    Event menu(long id, long shop, String name) {
        sql.sql("INSERT INTO menu VALUES (?, 1, NOW(6), ?, ?, 'ON_SALE') ON DUPLICATE KEY UPDATE version = version + 1,"
                        + " updated_at = NOW(6), shop_id = VALUES(shop_id), name = VALUES(name)")
                .params(id, shop, name)
                .update();
        return event("MenuChanged", "menu", id);
    }

    Event ad(long id, long shop, long bid, boolean running, String keyword) {
        sql.sql("INSERT INTO ad VALUES (?, 1, NOW(6), ?, 'LISTING', ?, '2018-01-01 00:00:00', NULL, ?, ?)"
                        + " ON DUPLICATE KEY UPDATE version = version + 1, updated_at = NOW(6), bid = VALUES(bid),"
                        + " status = VALUES(status), keywords = VALUES(keywords)")
                .params(id, shop, bid, running ? "RUNNING" : "STOPPED", keyword + "\n" + keyword + "집")
                .update();
        return event("AdChanged", "ad", id);
    }

    /** As of the row that is there. */
    Event event(String type, String table, long id) {
        long version = sql.sql("SELECT version FROM " + table + " WHERE id = ?")
                .param(id)
                .query(Long.class)
                .single();
        return new Event(
                UUID.randomUUID().toString(),
                type,
                1,
                String.valueOf(id),
                version,
                Instant.now(),
                List.of(),
                null,
                null,
                JsonMapper.shared().createObjectNode());
    }

    void tell(Event... events) {
        publisher.publish(List.of(events));
    }

    QueueDepth depth() {
        return queues.depth("search");
    }

    void awaitHeard() {
        Awaitility.await()
                .atMost(Searching.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> depth().isEmpty());
    }

    static void importAll(Client search) {
        for (String view : VIEWS) {
            importAll(search, view);
        }
    }

    static void importAll(Client search, String view) {
        Answer begun = search.post("/views/" + view + "/imports", "{\"full\":true}");
        if (begun.status() != 202) {
            throw new AssertionError(begun.text());
        }
        Awaitility.await()
                .atMost(Searching.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> search.get("/views/" + view + "/imports")
                        .json()
                        .get("stage")
                        .stringValue()
                        .equals("DONE"));
    }

    /** The rows of a view as its source has them, and as search has them. */
    Rows rows(Client search, String view) {
        return new Rows(
                rowsOf(service.http().get("/import/" + view).text()),
                rowsOf(search.get("/views/" + view + "/rows?limit=1000").text()));
    }

    record Rows(List<String> source, List<String> view) {}

    private static List<String> rowsOf(String lines) {
        return lines.lines()
                .filter(line -> line.contains("\"version\""))
                .map(line -> JsonMapper.shared().readTree(line).toString())
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        service.close();
        publisher.close();
        queues.close();
    }
}
