package dev.banyan.settlement;

import static dev.banyan.settlement.Feeding.delivered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.KillableService;
import dev.banyan.kit.testing.LockedRow;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class CloseCrashIT {

    private static final String DAY = "2017-03-01";

    @Test
    void finishesACloseWhoseProcessDiedBetweenShops() throws Exception {
        TestDatabase database = TestDatabase.create();
        JdbcClient sql = database.sql();
        try (KillableService dying = KillableService.start(SettlementApplication.class, database)) {
            Client http = dying.http();
            Feeding feed = Feeding.takeOver(http);
            feed.copy(List.of());
            feed.follow(IntStream.rangeClosed(1, 8)
                    .mapToObj(shop -> delivered(shop, shop, 1000L * shop, DAY))
                    .toArray(String[]::new));
            // The fifth shop's settlement waits for this row, and with it the close.
            LockedRow inTheWay = LockedRow.by(
                    database,
                    "INSERT INTO ledger_line (kind, reference, account, amount, day) VALUES"
                            + " ('FEE', '5/2017-03-01', 'SHOP_PAYABLE', 0, '2017-03-01')");
            var close = http.send("POST", "/api/settlement-days/" + DAY + "/close", "");
            Awaitility.await().until(() -> settled(sql) == 4);

            dying.kill();
            inTheWay.close();

            assertThat(close).failsWithin(java.time.Duration.ofSeconds(5));
            assertThat(settled(sql)).isEqualTo(4);
            assertThat(sql.sql("SELECT status FROM settlement_day")
                            .query(String.class)
                            .single())
                    .isEqualTo("CLOSING");
        }

        try (RunningService next = RunningService.start(SettlementApplication.class, database)) {
            Awaitility.await().until(() -> settled(sql) == 8);
            assertThat(next.http()
                            .post("/api/settlement-days/" + DAY + "/close", "")
                            .text())
                    .isEqualTo("{\"day\":\"2017-03-01\",\"shops\":8,\"orders\":8,\"payout\":33552}");
            assertThat(sql.sql("SELECT COUNT(*) FROM ledger_line WHERE kind = 'FEE'")
                            .query(Long.class)
                            .single())
                    .isEqualTo(16);
            assertThat(next.http()
                            .get("/api/settlement-check")
                            .json()
                            .get("agrees")
                            .booleanValue())
                    .isTrue();
        }
    }

    @Test
    void finishesACloseAndSaysSoOnceWhileEventsCome() throws Exception {
        TestDatabase database = TestDatabase.create();
        JdbcClient sql = database.sql();
        try (FactQueue queue = new FactQueue();
                KillableService service =
                        KillableService.start(SettlementApplication.class, database, queue.settings())) {
            for (int shop = 1; shop <= 8; shop++) {
                queue.publish(FactQueue.delivered(shop, shop, 1000L * shop, DAY));
            }
            queue.awaitEmpty();
            LockedRow inTheWay = LockedRow.by(
                    database,
                    "INSERT INTO ledger_line (kind, reference, account, amount, day) VALUES"
                            + " ('FEE', '5/2017-03-01', 'SHOP_PAYABLE', 0, '2017-03-01')");
            var close = service.http().send("POST", "/api/settlement-days/" + DAY + "/close", "");
            Awaitility.await().until(() -> settled(sql) == 4);
            queue.publish(FactQueue.delivered(9, 5, 700, DAY), FactQueue.refunded(11, 1, 100, DAY));
            queue.awaitEmpty();

            service.kill();
            inTheWay.close();
            queue.publish(FactQueue.delivered(10, 6, 300, DAY));
            service.restart();

            assertThat(close).failsWithin(java.time.Duration.ofSeconds(5));
            Awaitility.await().until(() -> settled(sql) == 8);
            queue.awaitEmpty();
            assertThat(sql.sql("SELECT aggregate_id FROM outbox ORDER BY aggregate_id")
                            .query(String.class)
                            .list())
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 8)
                            .mapToObj(shop -> shop + "/" + DAY)
                            .toList());
            assertThat(sql.sql("SELECT CONCAT(kind, document_id) FROM fact WHERE booked_day = '2017-03-02'")
                            .query(String.class)
                            .list())
                    .containsExactlyInAnyOrder("SALE9", "SALE10", "REFUND11");
            assertThat(service.http()
                            .get("/api/settlement-check")
                            .json()
                            .get("agrees")
                            .booleanValue())
                    .isTrue();
        }
    }

    @Test
    void closesADayOnceForManyWhoAsk() {
        TestDatabase database = TestDatabase.create();
        try (RunningService service = RunningService.start(SettlementApplication.class, database)) {
            Feeding feed = Feeding.takeOver(service.http());
            feed.copy(List.of());
            feed.follow(IntStream.rangeClosed(1, 40)
                    .mapToObj(id -> delivered(id, 1 + id % 10, 1000, DAY))
                    .toArray(String[]::new));

            var asked = IntStream.range(0, 6)
                    .mapToObj(i -> service.http().send("POST", "/api/settlement-days/" + DAY + "/close", ""))
                    .toList();
            feed.follow(delivered(99, 1, 7000, DAY));

            assertThat(asked.stream().map(answer -> answer.join().status())).containsOnly(200);
            assertThat(database.sql()
                            .sql("SELECT COUNT(*) FROM ledger_line WHERE kind = 'FEE'")
                            .query(Long.class)
                            .single())
                    .isEqualTo(20);
            service.http().post("/api/settlement-days/2017-03-02/close", "");
            assertThat(service.http()
                            .get("/api/settlement-check")
                            .json()
                            .at("/ledger/shopPayable")
                            .longValue())
                    .isEqualTo(database.sql()
                            .sql("SELECT SUM(payout) FROM shop_settlement")
                            .query(Long.class)
                            .single());
        }
    }

    private static long settled(JdbcClient sql) {
        return sql.sql("SELECT COUNT(*) FROM shop_settlement WHERE status = 'SETTLED'")
                .query(Long.class)
                .single();
    }
}
