package dev.banyan.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.events.Event;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SubscriberIT {

    private static final String DAY = "2018-08-01";
    private static final String NEXT = "2018-08-02";

    private final TestDatabase database = TestDatabase.create();
    private final FactQueue queue = new FactQueue();
    private RunningService service;
    private Feeding feed;

    @BeforeEach
    void start() {
        service = RunningService.start(SettlementApplication.class, database, queue.settings());
        feed = Feeding.takeOver(service.http());
        feed.copy(List.of());
    }

    @AfterEach
    void stop() {
        service.close();
        queue.close();
    }

    @Test
    void booksWhatEventsTellOnTheDaysOfTheFeed() {
        queue.publish(FactQueue.refunded(11, 1, 3000, NEXT), FactQueue.delivered(1, 7, 8000, DAY));

        queue.awaitEmpty();

        assertThat(facts()).containsExactly("REFUND 11 1 7 3000 " + NEXT, "SALE 1 1 7 8000 " + DAY);
        assertAgrees(8000, 3000);
    }

    @Test
    void booksOnceWhatFeedAndEventsTell() {
        feed.follow(Feeding.delivered(1, 7, 8000, DAY));
        queue.publish(FactQueue.delivered(1, 7, 8000, DAY), FactQueue.delivered(2, 7, 500, DAY));
        queue.publish(FactQueue.refunded(11, 1, 3000, NEXT));
        queue.awaitEmpty();
        feed.follow(Feeding.delivered(2, 7, 500, DAY), Feeding.refunded(11, 1, 3000, NEXT));

        assertThat(facts())
                .containsExactly("REFUND 11 1 7 3000 " + NEXT, "SALE 1 1 7 8000 " + DAY, "SALE 2 2 7 500 " + DAY);
        assertAgrees(8500, 3000);
    }

    @Test
    void booksARefundThatIsToldAtTheMomentOfItsSale() {
        int orders = 150;
        List<Event> refunds = new ArrayList<>();
        for (int order = 1; order <= orders; order++) {
            refunds.add(FactQueue.refunded(1000L + order, order, 100, DAY));
        }
        Collections.shuffle(refunds, new Random(4));
        CompletableFuture<Void> events = CompletableFuture.runAsync(() -> queue.publish(refunds));
        for (int order = 1; order <= orders; order++) {
            feed.follow(Feeding.delivered(order, 7, 1000, DAY));
        }
        events.join();
        queue.awaitEmpty();

        assertAgrees(1000L * orders, 100L * orders);
    }

    @Test
    void changesNothingForRepublications() {
        Event sale = FactQueue.delivered(1, 7, 8000, DAY);
        Event refund = FactQueue.refunded(11, 1, 3000, NEXT);
        queue.publish(sale, refund);
        queue.awaitEmpty();
        List<String> before = facts();

        queue.publish(sale.republished("again"), refund.republished("again"), refund.republished("and-again"));
        queue.awaitEmpty();

        assertThat(count("SELECT COUNT(*) FROM inbox")).isEqualTo(5);
        assertThat(facts()).isEqualTo(before);
        assertAgrees(8000, 3000);
    }

    @Test
    void leavesOutWhatIsOwedToNobody() {
        ObjectNode nobody = JsonMapper.shared().createObjectNode().put("amount", 900);
        queue.publish(
                FactQueue.event("OrderDelivered", 1, LocalDate.parse(DAY), nobody),
                FactQueue.event("PaymentCancelled", 12, LocalDate.parse(DAY), nobody),
                FactQueue.refunded(11, 2, 3000, NEXT));
        queue.awaitEmpty();

        assertThat(facts()).isEmpty();
        assertAgrees(0, 0);
        assertThat(queue.depth().dead()).isZero();
    }

    @Test
    void takesTheDayOfTheEventOfAnOldOrder() {
        ObjectNode old = JsonMapper.shared().createObjectNode().put("shopId", 7).put("amount", 900);
        queue.publish(FactQueue.event("OrderDelivered", 1, LocalDate.parse(NEXT), old));
        queue.awaitEmpty();

        assertThat(facts()).containsExactly("SALE 1 1 7 900 " + NEXT);
    }

    @Test
    void buriesWhatItCantReadAndGoesOn() {
        ObjectNode half =
                JsonMapper.shared().createObjectNode().put("shopId", 7).put("amount", 900.5);
        ObjectNode never = JsonMapper.shared()
                .createObjectNode()
                .put("shopId", 7)
                .put("amount", 900)
                .put("placedAt", "noon");
        queue.publish(
                FactQueue.event("OrderDelivered", 1, LocalDate.parse(DAY), half),
                FactQueue.event("OrderDelivered", 2, LocalDate.parse(DAY), never),
                FactQueue.delivered(3, 7, 8000, DAY));

        Awaitility.await().until(() -> queue.depth().dead() == 2);
        queue.awaitEmpty();

        assertThat(facts()).containsExactly("SALE 3 3 7 8000 " + DAY);
    }

    @Test
    void keepsWhatEventsToldWhenTheFeedBeginsAnew() {
        queue.publish(FactQueue.delivered(1, 7, 8000, DAY));
        queue.awaitEmpty();
        feed.follow(Feeding.delivered(2, 7, 500, DAY));
        service.bean(JdbcTemplate.class).update("UPDATE feed_position SET position = NULL, snapshot = 'NONE'");
        feed = Feeding.takeOver(service.http());
        feed.copy(List.of(Feeding.snapshot("order", Feeding.order(2, 7, "DELIVERED", 500, DAY))));

        queue.publish(FactQueue.refunded(11, 1, 8000, NEXT));
        queue.awaitEmpty();

        assertAgrees(8500, 8000);
    }

    @Test
    void saysWhatItClosedOnce() {
        queue.publish(FactQueue.delivered(1, 7, 10000, DAY), FactQueue.delivered(2, 8, 5000, DAY));
        queue.awaitEmpty();
        for (int again = 0; again < 2; again++) {
            service.http().post("/api/settlement-days/" + DAY + "/close", "");
        }

        List<JsonNode> told = database.sql()
                .sql("SELECT attributes FROM outbox WHERE type = 'SettlementClosed' ORDER BY aggregate_id")
                .query((row, number) -> JsonMapper.shared().readTree(row.getString(1)))
                .list();

        assertThat(told)
                .containsExactly(
                        JsonMapper.shared().readTree("{\"day\":\"2018-08-01\",\"shopId\":7,\"payout\":9320}"),
                        JsonMapper.shared().readTree("{\"day\":\"2018-08-01\",\"shopId\":8,\"payout\":4660}"));
        assertThat(count("SELECT COUNT(*) FROM outbox WHERE aggregate_id = '7/2018-08-01' AND aggregate_version = 1"))
                .isEqualTo(1);
    }

    @Test
    void isNoSubscriberUnlessItIsTold() {
        TestDatabase other = TestDatabase.create();
        try (RunningService quiet = RunningService.start(SettlementApplication.class, other)) {
            assertThat(quiet.http()
                            .get("/actuator/health")
                            .json()
                            .at("/components")
                            .propertyNames())
                    .doesNotContain("subscriber");
            assertThat(other.sql().sql("SHOW TABLES").query(String.class).list())
                    .contains("fact")
                    .doesNotContain("inbox", "outbox");
        }
    }

    private List<String> facts() {
        return database.sql()
                .sql("SELECT CONCAT_WS(' ', kind, document_id, order_id, shop_id, amount, day) AS fact FROM fact"
                        + " ORDER BY fact")
                .query(String.class)
                .list();
    }

    private long count(String sql) {
        return database.sql().sql(sql).query(Long.class).single();
    }

    private void assertAgrees(long delivered, long refunds) {
        JsonNode check = service.http().get("/api/settlement-check").json();
        assertThat(check.get("agrees").booleanValue()).as(check.toString()).isTrue();
        assertThat(check.get("delivered").longValue()).isEqualTo(delivered);
        assertThat(check.at("/ledger/salesClearing").longValue()).isEqualTo(delivered - refunds);
    }
}
