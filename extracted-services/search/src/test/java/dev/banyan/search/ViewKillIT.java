package dev.banyan.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.events.Event;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.KillableService;
import dev.banyan.kit.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** {@code kill -9} while events are heard: afterwards the views are as their sources, and the index as the views. */
class ViewKillIT {

    private static final int SHOPS = 40;
    private static final int CHANGES = 120;

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient sql = database.sql();
    private final String alias = Searching.newAlias();

    @Test
    void losesNeitherARowNorADocument() {
        long seed = Long.getLong("search.seed", System.nanoTime());
        System.out.println("ViewKillIT: -Dsearch.seed=" + seed);
        Random random = new Random(seed);
        try (City city = new City()) {
            dieWhileHearing(city, random);
            try (Searching again = new Searching(database, Searching.engineUrl(), alias, city.settings())) {
                city.tell(changes(city, random));
                city.awaitHeard();
                again.settle();

                assertThat(city.depth().dead()).as("seed %d", seed).isZero();
                for (String view : List.of("shops", "menus", "ads")) {
                    City.Rows rows = city.rows(again.http(), view);
                    assertThat(rows.view()).as("%s, seed %d", view, seed).isEqualTo(rows.source());
                }
                assertThat(indexed()).as("seed %d", seed).isEqualTo(told(city));
            }
        }
    }

    private void dieWhileHearing(City city, Random random) {
        try (KillableService service =
                KillableService.start(SearchApplication.class, database, settings(city.settings()))) {
            for (int shop = 1; shop <= SHOPS; shop++) {
                city.shop(shop, "s" + shop);
                city.menu(shop, shop, "m" + shop);
                city.ad(shop, shop, shop, true, "k" + shop);
            }
            City.importAll(service.http());
            assertThat(service.http().post("/admin/reindex?from=views", "").status())
                    .isEqualTo(200);

            city.tell(changes(city, random));
            Awaitility.await()
                    .atMost(Searching.PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> heard() > CHANGES / 5);
            service.kill();
            assertThat(heard()).as("events that were heard when it died").isLessThan(CHANGES);
        }
    }

    /** Made now, told later. */
    private static Event[] changes(City city, Random random) {
        return IntStream.range(0, CHANGES)
                .mapToObj(change -> {
                    long id = 1L + random.nextInt(SHOPS);
                    return switch (random.nextInt(3)) {
                        case 0 -> city.shop(id, "shop" + change);
                        case 1 -> city.menu(id, 1L + random.nextInt(SHOPS), "menu" + change);
                        default -> city.ad(id, id, change, random.nextBoolean(), "key" + change);
                    };
                })
                .toArray(Event[]::new);
    }

    private String[] settings(String... more) {
        List<String> all =
                new ArrayList<>(List.of("--opensearch.url=" + Searching.engineUrl(), "--opensearch.alias=" + alias));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private long heard() {
        return sql.sql("SELECT COUNT(*) FROM inbox").query(Long.class).single();
    }

    /** Name, menus and ads of each shop, by the sources. */
    private static Map<Long, String> told(City city) {
        Map<Long, String> told = new TreeMap<>();
        city.sql
                .sql("SELECT s.id, CONCAT_WS(' ', s.name,"
                        + " (SELECT GROUP_CONCAT(m.name ORDER BY m.id) FROM menu m WHERE m.shop_id = s.id),"
                        + " (SELECT CONCAT_WS(' ', a.bid, REPLACE(a.keywords, CHAR(10), ' ')) FROM ad a WHERE a.id = s.id"
                        + " AND a.status = 'RUNNING')) AS text"
                        + " FROM shop s")
                .query((row, n) -> told.put(row.getLong("id"), row.getString("text")))
                .list();
        return told;
    }

    private Map<Long, String> indexed() {
        Client engine = new Client(Searching.engineUrl());
        engine.post("/" + alias + "/_refresh", "");
        Map<Long, String> indexed = new TreeMap<>();
        for (JsonNode hit :
                engine.post("/" + alias + "/_search", "{\"size\":1000}").json().at("/hits/hits")) {
            JsonNode shop = hit.get("_source");
            StringBuilder text = new StringBuilder(shop.get("name").stringValue());
            String menus =
                    shop.get("menus").valueStream().map(JsonNode::stringValue).collect(Collectors.joining(","));
            if (!menus.isEmpty()) {
                text.append(' ').append(menus);
            }
            for (JsonNode ad : shop.get("ads")) {
                text.append(' ').append(ad.get("bid").longValue());
                for (JsonNode keyword : ad.get("keywords")) {
                    text.append(' ').append(keyword.stringValue());
                }
            }
            indexed.put(shop.get("shopId").longValue(), text.toString());
        }
        return indexed;
    }
}
