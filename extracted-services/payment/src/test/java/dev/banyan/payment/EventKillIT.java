package dev.banyan.payment;

import static dev.banyan.payment.GatewayStub.approvedByReference;
import static dev.banyan.payment.GatewayStub.charges;
import static dev.banyan.payment.GatewayStub.chargesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.banyan.kit.database.DeadlockRetry;
import dev.banyan.kit.testing.KillableService;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Events and {@code kill -9}: an event is there exactly when its payment is, and every order is paid once in the end. */
class EventKillIT {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int ORDERS = 40;

    private final WireMockServer gateway =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().containerThreads(60));
    private final TestDatabase database = TestDatabase.create();
    private final JdbcClient sql = database.sql();
    private final PaymentQueue orders = new PaymentQueue();

    @BeforeEach
    void start() {
        gateway.start();
        gateway.stubFor(charges(approvedByReference().withFixedDelay(150)));
    }

    @AfterEach
    void stop() {
        gateway.stop();
        orders.close();
    }

    @Test
    void tellsOfEveryPaymentAndOfNoOther() {
        try (KillableService service = KillableService.start(PaymentApplication.class, database, settings())) {
            LongStream.rangeClosed(1, ORDERS)
                    .mapToObj(order -> PaymentQueue.order(order, "5000"))
                    .forEach(orders::ask);
            for (int kills = 1; kills <= 2; kills++) {
                int enough = kills * ORDERS / 4;
                await().atMost(LONG).until(() -> paid().size() >= enough);
                service.kill();
                assertThat(told()).containsExactlyElementsOf(paid());
                service.restart();
            }

            await().atMost(LONG).until(() -> {
                halfAMinutePasses();
                return paid().size() == ORDERS && orders.depth().isEmpty();
            });

            assertThat(told()).containsExactlyElementsOf(paid()).doesNotHaveDuplicates();
            assertThat(sql.sql("SELECT gateway_transaction_id FROM payment")
                            .query(String.class)
                            .list())
                    .doesNotHaveDuplicates()
                    .hasSize(ORDERS);
            for (long order = 1; order <= ORDERS; order++) {
                // Asked again are only those that were under way when the process died.
                assertThat(chargesOf(gateway, "mem-1-ord-" + order)).isBetween(1, 3);
            }
            assertThat(orders.depth().dead()).isZero();
        }
    }

    @Test
    void startsWithoutEventsAgainAfterItHadThem() {
        try (RunningService with = RunningService.start(PaymentApplication.class, database, settings())) {
            assertThat(with.http().get("/actuator/health").text()).contains("subscriber");
        }
        try (RunningService without =
                RunningService.start(PaymentApplication.class, database, "--gateway.url=" + gateway.baseUrl())) {
            assertThat(without.http().get("/actuator/health").text()).doesNotContain("subscriber");
            assertThat(without.http()
                            .post(
                                    "/api/payments",
                                    "{\"orderId\":1,\"amount\":5000,\"method\":\"CARD\"}",
                                    "X-Member-Id",
                                    "1",
                                    "Idempotency-Key",
                                    "quiet")
                            .status())
                    .isEqualTo(201);
            assertThat(told()).isEmpty();
        }
    }

    private String[] settings() {
        return orders.settings("--gateway.url=" + gateway.baseUrl());
    }

    private List<Long> paid() {
        return sql.sql("SELECT id FROM payment WHERE status = 'APPROVED' ORDER BY id")
                .query(Long.class)
                .list();
    }

    private List<Long> told() {
        return sql.sql(
                        "SELECT CAST(aggregate_id AS SIGNED) AS id FROM outbox WHERE type = 'PaymentApproved' ORDER BY 1")
                .query(Long.class)
                .list();
    }

    private void halfAMinutePasses() {
        new DeadlockRetry()
                .run(() -> sql.sql("UPDATE payment SET updated_at = updated_at - INTERVAL 60 SECOND"
                                + " WHERE status = 'PENDING' AND updated_at < ?")
                        .param(LocalDateTime.now(ZoneId.systemDefault()).minusSeconds(5))
                        .update());
    }
}
