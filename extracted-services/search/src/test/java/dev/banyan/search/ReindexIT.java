package dev.banyan.search;

import static dev.banyan.search.Feeding.delete;
import static dev.banyan.search.Feeding.insert;
import static dev.banyan.search.Feeding.shop;
import static dev.banyan.search.Feeding.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Client;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReindexIT {

    private static final int SHOPS = 1200;

    private static Searching search;
    private static Feeding feed;

    @BeforeAll
    static void start() {
        search = Searching.start();
        feed = Feeding.begin(search.http());
    }

    @AfterAll
    static void stop() {
        search.close();
    }

    @Test
    void losesNothingThatIsWrittenWhileAnIndexIsBuilt() {
        feed.follow(LongStream.rangeClosed(1, SHOPS)
                .mapToObj(id -> insert("shop", shop(id, "가게 " + id + " 처음")))
                .toArray(String[]::new));
        search.settle();
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> writes = CompletableFuture.supplyAsync(() -> write(over));
        CompletableFuture<Integer> misses = CompletableFuture.supplyAsync(() -> countMisses(over));

        String first = reindex();
        String second = reindex();
        over.set(true);

        assertThat(second).isNotEqualTo(first);
        assertThat(writes.join()).isGreaterThan(10);
        assertThat(misses.join()).as("searches that found nothing").isZero();
        search.settle();
        assertIndexIsAsTheRows(second);
        assertThat(new Client(Searching.engineUrl()).get("/" + first).status())
                .as("the index that was replaced")
                .isEqualTo(404);
    }

    @Test
    void doesNotLetALateChangeOverwriteANewerOne() {
        feed.follow(insert("shop", shop(9001, "먼저 이름")));
        feed.follow(update("shop", shop(9001, "나중 이름")));
        feed.follow(insert("shop", shop(9002, "사라질 가게")));
        feed.follow(delete("shop", shop(9002, "사라질 가게")));
        search.settle();
        String index = liveIndex();
        Client engine = new Client(Searching.engineUrl());

        Answer late = engine.put("/" + index + "/_doc/9001?version=1&version_type=external", "{\"name\":\"먼저 이름\"}");
        Answer risen = engine.put("/" + index + "/_doc/9002?version=1&version_type=external", "{\"name\":\"x\"}");

        assertThat(late.status()).isEqualTo(409);
        assertThat(risen.status()).isEqualTo(409);
        assertThat(search.shops("나중 이름")).containsExactly(9001L);
    }

    /** What an earlier process wrote late is no harm to the drain: the index is ahead, the shop counts as indexed. */
    @Test
    void takesAnIndexThatIsAheadForDone() {
        feed.follow(insert("shop", shop(9003, "앞선 가게")));
        search.settle();

        search.database
                .sql()
                .sql("UPDATE shop_version SET dirty = TRUE WHERE shop_id = 9003")
                .update();

        search.settle();
        assertThat(search.shops("앞선 가게")).containsExactly(9003L);
    }

    private static int write(AtomicBoolean over) {
        Random random = new Random(5);
        int writes = 0;
        while (!over.get()) {
            long id = 1L + random.nextInt(SHOPS);
            feed.follow(
                    random.nextInt(5) == 0
                            ? delete("shop", shop(id, "가게 " + id))
                            : update("shop", shop(id, "가게 " + id + " 판 " + writes)),
                    insert("shop", shop(SHOPS + 1L + writes, "새가게 " + writes)));
            writes++;
        }
        return writes;
    }

    private static int countMisses(AtomicBoolean over) {
        int misses = 0;
        while (!over.get()) {
            if (search.shops("가게").isEmpty()) {
                misses++;
            }
        }
        return misses;
    }

    private static String reindex() {
        Answer done = search.http().post("/admin/reindex", "");
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        return done.json().get("index").stringValue();
    }

    private static String liveIndex() {
        return search.database
                .sql()
                .sql("SELECT live FROM index_state")
                .query(String.class)
                .single();
    }

    private static void assertIndexIsAsTheRows(String index) {
        JsonNode hits = new Client(Searching.engineUrl())
                .post("/" + index + "/_search", "{\"size\":10000,\"version\":true,\"_source\":[\"name\"]}")
                .json()
                .at("/hits/hits");
        var indexed = new java.util.TreeMap<Long, String>();
        for (JsonNode hit : hits) {
            indexed.put(
                    Long.valueOf(hit.get("_id").stringValue()),
                    hit.get("_version").longValue() + " "
                            + hit.at("/_source/name").stringValue());
        }
        var rows = new java.util.TreeMap<Long, String>();
        search.database
                .sql()
                .sql("SELECT id, CONCAT(version, ' ', name) AS text FROM shop JOIN shop_version ON shop_id = id")
                .query((row, n) -> rows.put(row.getLong("id"), row.getString("text")))
                .list();
        assertThat(indexed).isEqualTo(rows);
    }
}
