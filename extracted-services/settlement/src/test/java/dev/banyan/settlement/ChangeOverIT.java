package dev.banyan.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.events.Event;
import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.KillableService;
import dev.banyan.kit.testing.TestDatabase;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * From a feed to events, with both telling in the middle, in any order and again and again, while days are closed and the
 * process is killed: every fact is booked once, on its day or the next open one.
 */
class ChangeOverIT {

    private static final int ORDERS = 400;
    private static final int KILLS = 3;

    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient sql = database.sql();

    @Test
    void booksEveryFactOnceWhoeverTellsItAndWhateverIsKilled() {
        long seed = Long.getLong("settlement.seed", System.nanoTime());
        System.out.println("ChangeOverIT: -Dsettlement.seed=" + seed);
        Happenings happenings = new Happenings(seed, ORDERS);
        Random random = new Random(seed + 1);
        try (FactQueue queue = new FactQueue();
                KillableService service =
                        KillableService.start(SettlementApplication.class, database, queue.settings())) {
            Feeding feed = Feeding.takeOver(service.http());
            feed.copy(List.of());
            CompletableFuture<Void> fed = CompletableFuture.runAsync(() -> feedAll(feed, happenings.changes()));
            CompletableFuture<Void> beside =
                    CompletableFuture.runAsync(() -> publish(queue, happenings.eventsBesideTheFeed()));
            CompletableFuture<Void> after = CompletableFuture.allOf(fed, beside)
                    .thenRunAsync(() -> publish(queue, happenings.eventsAfterTheFeed()));

            for (int kill = 1; kill <= KILLS; kill++) {
                long more = (long) happenings.facts.size() * kill / (KILLS + 1);
                Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> count("fact") >= more || after.isDone());
                LocalDate day = Happenings.FIRST_DAY.plusDays(random.nextInt(Happenings.DAYS));
                var close = close(service.http(), day);
                int settled = random.nextInt(Happenings.SHOPS);
                Awaitility.await().until(() -> close.isDone() || settledOn(day) >= settled);
                service.kill();
                service.restart();
            }
            after.join();
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> queue.depth().isEmpty());
            assertThat(queue.depth().dead()).isZero();
            // Late facts of the last day go to the ones after it.
            for (int day = 0; day <= 2 * Happenings.DAYS; day++) {
                assertThat(close(service.http(), Happenings.FIRST_DAY.plusDays(day))
                                .join()
                                .status())
                        .isEqualTo(200);
            }

            assertThat(facts()).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(happenings.facts);
            assertBalanced(service.http(), happenings.clearing());
            assertToldWhatIsPaid();
            String books = books();

            publish(
                    queue,
                    happenings.everyEvent().stream()
                            .map(event -> event.republished("all-again"))
                            .toList());
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> count("inbox WHERE republish_id = 'all-again'") == happenings.events());

            assertThat(books()).isEqualTo(books);
        }
    }

    /** Batch after batch, each until it is answered for. */
    private static void feedAll(Feeding feed, List<String> changes) {
        long number = 0;
        for (List<String> batch : Feeding.inBatchesOf(7, changes)) {
            number++;
            String[] told = batch.toArray(String[]::new);
            long to = number;
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(50))
                    .pollDelay(Duration.ZERO)
                    .ignoreException(CompletionException.class)
                    .until(() -> feed.sendBatch(to, told).join().status() == 200);
        }
    }

    private static void publish(FactQueue queue, List<Event> events) {
        IntStream.iterate(0, from -> from < events.size(), from -> from + 20)
                .forEach(from -> queue.publish(events.subList(from, Math.min(from + 20, events.size()))));
    }

    private long settledOn(LocalDate day) {
        return count("shop_settlement WHERE status = 'SETTLED' AND day = '" + day + "'");
    }

    private static CompletableFuture<Answer> close(Client http, LocalDate day) {
        return http.send("POST", "/api/settlement-days/" + day + "/close", "");
    }

    private void assertBalanced(Client http, long clearing) {
        JsonNode check = http.get("/api/settlement-check").json();
        assertThat(check.get("agrees").booleanValue()).as(check.toString()).isTrue();
        assertThat(check.at("/ledger/salesClearing").longValue()).isEqualTo(clearing);
        assertThat(number("SELECT SUM(amount) FROM ledger_line")).isZero();
        assertThat(check.at("/ledger/shopPayable").longValue())
                .isEqualTo(number("SELECT SUM(payout) FROM shop_settlement"));
    }

    /** One event for each shop and day that is settled, and none besides. */
    private void assertToldWhatIsPaid() {
        List<String> told = sql.sql("SELECT CONCAT_WS(' ', JSON_VALUE(attributes, '$.day'),"
                        + " JSON_VALUE(attributes, '$.shopId'), JSON_VALUE(attributes, '$.payout')) FROM outbox"
                        + " WHERE type = 'SettlementClosed'")
                .query(String.class)
                .list();
        assertThat(told)
                .containsExactlyInAnyOrderElementsOf(sql.sql("SELECT CONCAT_WS(' ', day, shop_id, payout)"
                                + " FROM shop_settlement WHERE status = 'SETTLED'")
                        .query(String.class)
                        .list());
    }

    private List<String> facts() {
        return sql.sql("SELECT CONCAT_WS(' ', kind, document_id, order_id, shop_id, amount, day) FROM fact")
                .query(String.class)
                .list();
    }

    private String books() {
        List<String> books = new ArrayList<>();
        for (String table : List.of("fact", "ledger_line", "shop_settlement")) {
            books.add(sql.sql("CHECKSUM TABLE " + table)
                    .query((row, number) -> row.getString(2))
                    .single());
        }
        return String.join(" ", books);
    }

    private long count(String table) {
        return number("SELECT COUNT(*) FROM " + table);
    }

    private long number(String query) {
        return sql.sql(query).query(Long.class).single();
    }
}
