package dev.banyan.settlement;

import static dev.banyan.settlement.Feeding.delivered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.ServiceProcess;
import dev.banyan.kit.testing.TestDatabase;
import dev.banyan.mariadb.LoopbackPorts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
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
        int port = LoopbackPorts.free();
        List<String> arguments = new ArrayList<>(database.settings());
        arguments.add("--server.port=" + port);
        try (ServiceProcess dying = ServiceProcess.start(SettlementApplication.class, arguments);
                Connection inTheWay = DriverManager.getConnection(database.url(), "root", "")) {
            Client http = new Client("http://127.0.0.1:" + port);
            Awaitility.await()
                    .ignoreException(CompletionException.class)
                    .until(() -> http.get("/actuator/health/readiness").status() == 200);
            Feeding feed = Feeding.takeOver(http);
            feed.copy(List.of());
            feed.follow(IntStream.rangeClosed(1, 8)
                    .mapToObj(shop -> delivered(shop, shop, 1000L * shop, DAY))
                    .toArray(String[]::new));
            // The fifth shop's settlement waits for this row, and with it the close.
            inTheWay.setAutoCommit(false);
            inTheWay.createStatement()
                    .execute("INSERT INTO ledger_line (kind, reference, account, amount, day) VALUES"
                            + " ('FEE', '5/2017-03-01', 'SHOP_PAYABLE', 0, '2017-03-01')");
            var close = http.send("POST", "/api/settlement-days/" + DAY + "/close", "");
            Awaitility.await().until(() -> settled(sql) == 4);

            dying.kill();
            inTheWay.rollback();

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
