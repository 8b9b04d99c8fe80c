package dev.banyan.shopview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.events.Event;
import dev.banyan.events.OutboxRow;
import dev.banyan.events.QueuePublisher;
import dev.banyan.events.QueueSettings;
import dev.banyan.events.Queues;
import dev.banyan.events.Subscription;
import dev.banyan.events.testing.EmbeddedSqs;
import dev.banyan.kit.testing.KillableService;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A town with shops: the four services that own what pages show, as they are shipped, and a queue between them and the shop view. The
 * test carries events from their outboxes to the queue; it may do so only while nobody writes.
 */
final class Town {

    /** The services; each has an outbox in a database of its own. */
    enum Owner {
        SHOPS("shop-list-service", "ShopChanged ShopClosed"),
        OWNERS("shop-owner-service", "OwnerChanged"),
        MENUS("menu-service", "MenuChanged MenuSoldOut"),
        ADS("ad-service", "AdStarted AdChanged AdEnded");

        private final String artifact;
        private final String types;

        Owner(String artifact, String types) {
            this.artifact = artifact;
            this.types = types;
        }

        List<String> types() {
            return List.of(types.split(" ", -1));
        }

        String view() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final String SUBSCRIBER = "shop-view";
    private static final QueueSettings QUEUES = new QueueSettings("", Duration.ofSeconds(3), 100, Duration.ofDays(1));
    private static @Nullable Town shared;

    private final EmbeddedSqs sqs = EmbeddedSqs.start();
    private final Queues queues = Queues.open(sqs.settings(), QUEUES);
    private final QueuePublisher publisher = new QueuePublisher(queues, List.of(new Subscription(SUBSCRIBER, types())));
    private final Map<Owner, TestDatabase> databases = new HashMap<>();
    private final Map<Owner, KillableService> services = new HashMap<>();
    private final Map<Owner, Long> published = new HashMap<>();

    private Town() {
        Map<Owner, CompletableFuture<KillableService>> starting = new LinkedHashMap<>();
        for (Owner owner : Owner.values()) {
            TestDatabase database = TestDatabase.create();
            databases.put(owner, database);
            starting.put(
                    owner,
                    CompletableFuture.supplyAsync(() -> KillableService.startJar(
                            owner.artifact, database, "--outbox.enabled=true", "--source.overlap=1s")));
        }
        starting.forEach((owner, started) -> services.put(owner, started.join()));
        seed();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** The one that all tests of this JVM share, with all of its services running. It ends with the JVM. */
    static synchronized Town alive() {
        Town town = shared;
        if (town == null) {
            town = new Town();
            shared = town;
        }
        town.services.values().stream()
                .filter(service -> !service.isAlive())
                .map(service -> CompletableFuture.runAsync(service::restart))
                .toList()
                .forEach(CompletableFuture::join);
        return town;
    }

    private static Set<String> types() {
        return Set.copyOf(Stream.of(Owner.values())
                .flatMap(owner -> owner.types().stream())
                .toList());
    }

    /** Twenty shops; the first has an owner, two menus and an ad that runs. */
    private void seed() {
        for (int shop = 1; shop <= 20; shop++) {
            sql(
                    Owner.SHOPS,
                    "INSERT INTO shop (id, owner_id, name, category_code, opening, created_at, updated_at) VALUES ("
                            + shop + ", " + shop + ", '맛집 " + shop + "', 'CK', 'OPEN', '2018-01-01', '2018-01-01')");
            sql(
                    Owner.OWNERS,
                    "INSERT INTO owner (id, name, phone, business_number) VALUES (" + shop + ", '사장 " + shop
                            + "', '010-0000-0000', '123-45-67890')");
            for (int menu = 0; menu < 2; menu++) {
                sql(
                        Owner.MENUS,
                        "INSERT INTO menu (id, shop_id, name, price, currency, availability) VALUES ("
                                + (shop * 10 + menu) + ", " + shop + ", '메뉴 " + menu + "', 9000, 'KRW', 'ON_SALE')");
            }
            sql(
                    Owner.ADS,
                    "INSERT INTO ad (id, shop_id, type, bid, currency, starts_at, status) VALUES (" + shop + ", " + shop
                            + ", 'LISTING', 500, 'KRW', '2018-01-01', 'RUNNING')");
        }
    }

    KillableService of(Owner owner) {
        return services.get(owner);
    }

    void sql(Owner owner, String statement) {
        databases.get(owner).sql().sql(statement).update();
    }

    /** The shop view's settings: its sources and its queue, and more. */
    String[] settings(String... more) {
        List<String> all = new ArrayList<>();
        services.forEach((owner, service) -> all.add("--views." + owner.view() + "=" + service.url()));
        all.addAll(List.of(
                "--subscribe.endpoint=" + sqs.endpoint(),
                "--subscribe.region=elasticmq",
                "--subscribe.anonymous=true",
                "--subscribe.visibility=3s",
                "--subscribe.poll=1s",
                "--subscribe.attempts=2",
                "--subscribe.back-off=50ms",
                "--subscribe.longest-back-off=200ms"));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** Publishes what was told since the last call; how many. */
    int publish() {
        int count = 0;
        for (Owner owner : Owner.values()) {
            List<Event> events = databases
                    .get(owner)
                    .sql()
                    .sql("SELECT * FROM outbox WHERE id > ? ORDER BY id")
                    .param(published.getOrDefault(owner, 0L))
                    .query((row, number) -> {
                        published.put(owner, row.getLong("id"));
                        return event(row);
                    })
                    .list();
            publisher.publish(events);
            count += events.size();
        }
        return count;
    }

    void awaitAllHandled() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> queues.depth(SUBSCRIBER).isEmpty());
        assertThat(queues.depth(SUBSCRIBER).dead()).isZero();
    }

    /** Fills all views of a shop view. */
    static void fill(RunningService shopView, Owner... owners) {
        for (Owner owner : owners) {
            String imports = "/views/" + owner.view() + "/imports";
            assertThat(shopView.http().post(imports, "{\"full\":true}").status())
                    .isEqualTo(202);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() ->
                            assertThat(shopView.http().get(imports).text()).contains("\"stage\":\"DONE\""));
        }
    }

    private static Event event(ResultSet row) throws SQLException {
        OutboxRow outbox = new OutboxRow();
        ResultSetMetaData columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            outbox.with(columns.getColumnLabel(i), row.getString(i));
        }
        return outbox.event();
    }

    private void close() {
        services.values().forEach(KillableService::close);
        queues.close();
        sqs.close();
    }
}
