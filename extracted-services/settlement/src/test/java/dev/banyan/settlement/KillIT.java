package dev.banyan.settlement;

import static dev.banyan.settlement.Feeding.delivered;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.KillUnderLoad;
import dev.banyan.kit.testing.KillUnderLoad.Told;
import dev.banyan.kit.testing.KillableService;
import dev.banyan.kit.testing.TestDatabase;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * {@code kill -9} under load: sales come in by the feed, days are closed, shops look at what they are paid. All are refused
 * connections until the service is ready again, and see nothing else of it: every sale that was answered for is booked
 * once, and each day's fee is taken once, to the won.
 */
class KillIT {

    private static final LocalDate FIRST = LocalDate.of(2017, 1, 1);
    private static final String MONTHS = "?from=2017-01-01&to=2019-12-31";

    @Test
    void refusesConnectionsUntilItIsBackAndBooksEverySaleOnce() {
        TestDatabase database = TestDatabase.create();
        try (KillableService service = KillableService.start(SettlementApplication.class, database)) {
            Feeding feed = Feeding.takeOver(service.http());
            feed.copy(List.of());

            Told told = KillUnderLoad.run(service, (http, asked) -> switch (asked.customer()) {
                case 0 -> sell(feed, asked.number());
                case 1 -> close(http, FIRST.plusDays(asked.number()));
                default -> http.send("GET", "/api/settlements/shops/" + asked.customer() + MONTHS, "");
            });

            long sales = told.lastOf(0).number();
            assertThat(told.postponed()).isEmpty();
            assertThat(sell(feed, (int) sales).join().status()).isEqualTo(200);
            assertThat(close(service.http(), FIRST.plusDays(told.lastOf(1).number()))
                            .join()
                            .text())
                    .isEqualTo(told.answered().get(told.lastOf(1)).text());
            openDays(database.sql())
                    .forEach(day -> assertThat(close(service.http(), day).join().status())
                            .isEqualTo(200));
            JsonNode check = service.http().get("/api/settlement-check").json();
            assertThat(check.get("agrees").booleanValue()).isTrue();
            assertThat(check.get("delivered").longValue()).isEqualTo(1000 * sales);
            assertThat(check.at("/ledger/salesClearing").longValue()).isEqualTo(1000 * sales);
            assertThat(check.at("/ledger/shopPayable").longValue())
                    .isEqualTo(sum(database.sql(), "SELECT SUM(payout) FROM shop_settlement"));
            assertThat(sum(database.sql(), "SELECT SUM(orders) FROM shop_settlement"))
                    .isEqualTo(sales);
        }
    }

    /** A sale of shop 2 or 3, on a day that is being closed about now; the same batch whenever it is sent again. */
    private static CompletableFuture<Answer> sell(Feeding feed, int number) {
        return feed.sendBatch(
                number,
                delivered(number, 2 + number % 2, 1000, FIRST.plusDays(number).toString()));
    }

    private static CompletableFuture<Answer> close(Client http, LocalDate day) {
        return http.send("POST", "/api/settlement-days/" + day + "/close", "");
    }

    private static List<LocalDate> openDays(JdbcClient sql) {
        return sql.sql("SELECT DISTINCT booked_day FROM fact WHERE booked_day NOT IN (SELECT day FROM settlement_day)")
                .query(LocalDate.class)
                .list();
    }

    private static long sum(JdbcClient sql, String query) {
        return sql.sql(query).query(Long.class).single();
    }
}
