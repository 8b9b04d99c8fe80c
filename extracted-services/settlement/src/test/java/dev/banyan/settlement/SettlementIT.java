package dev.banyan.settlement;

import static dev.banyan.settlement.Feeding.delete;
import static dev.banyan.settlement.Feeding.delivered;
import static dev.banyan.settlement.Feeding.order;
import static dev.banyan.settlement.Feeding.payment;
import static dev.banyan.settlement.Feeding.refunded;
import static dev.banyan.settlement.Feeding.snapshot;
import static dev.banyan.settlement.Feeding.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SettlementIT {

    private static final String DAY = "2017-03-01";
    private static final String NEXT = "2017-03-02";

    private RunningService service;
    private Feeding feed;

    @BeforeEach
    void start() {
        service = RunningService.start(SettlementApplication.class, TestDatabase.create());
        feed = Feeding.takeOver(service.http());
        feed.copy(List.of());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void settlesADayPerShop() {
        feed.follow(delivered(1, 7, 19999, DAY), delivered(2, 7, 10001, DAY), delivered(3, 8, 5000, DAY));
        feed.follow(refunded(11, 2, 10001, DAY), delivered(4, 7, 1000, NEXT));

        Answer closed = close(DAY);

        assertThat(closed.text()).isEqualTo("{\"day\":\"2017-03-01\",\"shops\":2,\"orders\":3,\"payout\":23300}");
        assertThat(shop(7))
                .isEqualTo("[{\"day\":\"2017-03-01\",\"orders\":2,\"sales\":30000,\"refunds\":10001,\"fee\":1359,"
                        + "\"payout\":18640}]");
        assertThat(shop(8))
                .isEqualTo("[{\"day\":\"2017-03-01\",\"orders\":1,\"sales\":5000,\"refunds\":0,\"fee\":340,"
                        + "\"payout\":4660}]");
        assertThat(close(DAY).text()).isEqualTo(closed.text());
        assertChecks(36000, 10001, 1699);
    }

    @Test
    void countsOnlyRefundsOfDeliveredOrders() {
        feed.follow(
                update("order", order(1, 7, "CANCELLED", 9000, DAY)),
                refunded(11, 1, 9000, DAY),
                update("payment", payment(12, 2, "DECLINED", 500, null)),
                update("order", order(2, 7, "ACCEPTED", 4000, DAY)));

        assertChecks(0, 0, 0);
        assertThat(close(DAY).json().get("shops").intValue()).isZero();
    }

    @Test
    void takesARefundThatIsToldOfBeforeItsOrder() {
        feed.follow(refunded(11, 1, 3000, NEXT));
        feed.follow(delivered(1, 7, 8000, DAY));

        close(DAY);
        close(NEXT);

        assertThat(shop(7))
                .isEqualTo("[{\"day\":\"2017-03-01\",\"orders\":1,\"sales\":8000,\"refunds\":0,\"fee\":544,"
                        + "\"payout\":7456},{\"day\":\"2017-03-02\",\"orders\":0,\"sales\":0,\"refunds\":3000,\"fee\":0,"
                        + "\"payout\":-3000}]");
    }

    @Test
    void booksWhatComesLateOnTheNextOpenDay() {
        feed.follow(delivered(1, 7, 8000, DAY));
        close(DAY);
        close(NEXT);

        feed.follow(delivered(2, 7, 2000, DAY), refunded(11, 1, 500, NEXT));

        close("2017-03-03");
        assertThat(shop(7))
                .doesNotContain(NEXT)
                .endsWith(
                        "{\"day\":\"2017-03-03\",\"orders\":1,\"sales\":2000,\"refunds\":500,\"fee\":102,\"payout\":1398}]");
        assertChecks(10000, 500, 646);
    }

    @Test
    void forgetsNothingThatIsBookedWhenTheCopyIsMadeAnew() {
        feed.follow(delivered(1, 7, 8000, DAY));
        close(DAY);
        service.bean(org.springframework.jdbc.core.JdbcTemplate.class)
                .update("UPDATE feed_position SET position = NULL, snapshot = 'NONE'");

        feed = Feeding.takeOver(service.http());
        feed.copy(List.of(
                snapshot("order", order(1, 7, "DELIVERED", 8000, DAY)),
                snapshot("order", order(2, 7, "DELIVERED", 1000, NEXT)),
                snapshot("payment", payment(11, 1, "CANCELLED", 8000, NEXT))));

        close(NEXT);
        assertThat(shop(7)).contains("\"sales\":8000,\"refunds\":0").contains("\"sales\":1000,\"refunds\":8000");
        assertChecks(9000, 8000, 544);
    }

    @Test
    void keepsASaleWhoseOrderIsDeleted() {
        feed.follow(delivered(1, 7, 8000, DAY));

        feed.follow(delete("order", order(1, 7, "DELIVERED", 8000, DAY)));

        assertChecks(8000, 0, 0);
    }

    @Test
    void haltsAFeedItCantUnderstand() {
        Answer code = feed.refused(update("order", order(1, 7, "D", 1, DAY)));
        Answer table = feed.refused(update("orders", order(1, 7, "DELIVERED", 1, DAY)));

        assertThat(code.status()).isEqualTo(400);
        assertThat(code.json().get("detail").stringValue()).startsWith("status 'D' is none of");
        assertThat(table.status()).isEqualTo(400);
        assertThat(table.json().get("detail").stringValue()).contains("not by 'orders'");
    }

    @Test
    void refusesWhatCannotBeAsked() {
        assertThat(close("2999-01-01").status()).isEqualTo(422);
        assertThat(close("yesterday").status()).isEqualTo(400);
        assertThat(service.http().get("/api/settlements/shops/7").status()).isEqualTo(400);
        Answer backwards = service.http().get("/api/settlements/shops/7?from=2017-03-02&to=2017-03-01");
        assertThat(backwards.status()).isEqualTo(400);
        assertThat(backwards.header("Content-Type")).startsWith("application/problem+json");
        assertThat(backwards.json().get("detail").stringValue()).isEqualTo("to must not be before from");
    }

    @Test
    void describesAndMeasuresItself() {
        JsonNode paths = service.http().get("/v3/api-docs").json().get("paths");
        assertThat(paths.propertyNames())
                .containsExactlyInAnyOrder(
                        "/api/settlements/shops/{shopId}", "/api/settlement-days/{day}/close", "/api/settlement-check");
        assertThat(service.http().get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(service.http().get("/actuator/prometheus").text()).contains("hikaricp_connections_active");
    }

    private Answer close(String day) {
        return service.http().post("/api/settlement-days/" + day + "/close", "");
    }

    private String shop(long id) {
        return service.http()
                .get("/api/settlements/shops/" + id + "?from=2017-01-01&to=2017-12-31")
                .text();
    }

    private void assertChecks(long delivered, long refunds, long fees) {
        JsonNode check = service.http().get("/api/settlement-check").json();
        assertThat(check.get("agrees").booleanValue()).as(check.toString()).isTrue();
        assertThat(check.get("delivered").longValue()).isEqualTo(delivered);
        assertThat(check.get("refunds").longValue()).isEqualTo(refunds);
        assertThat(check.at("/ledger/salesClearing").longValue()).isEqualTo(delivered - refunds);
        assertThat(check.at("/ledger/feeIncome").longValue()).isEqualTo(fees);
        assertThat(check.at("/ledger/shopPayable").longValue()).isEqualTo(delivered - refunds - fees);
        assertThat(check.get("unbalancedEntries").longValue()).isZero();
    }
}
