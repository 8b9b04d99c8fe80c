package dev.banyan.review;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static dev.banyan.kit.testing.CommonAnswers.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.banyan.kit.testing.Answer;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders that nobody has told of: their owner is asked. */
class OrderDeskIT {

    private static final WireMockServer dead =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    private static ReviewUnderTest service;

    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        service = ReviewUnderTest.start();
    }

    @AfterAll
    static void stop() {
        service.close();
        dead.stop();
    }

    @Test
    void isAskedOnceForAnOrderDeliveredBeforeThereWasThisService() {
        service.owner(1, 5, ReviewUnderTest.order(1, 5, 10, "DELIVERED"));

        Answer written = service.write(5, key, 1, 5);
        Answer second = service.write(5, key + "-2", 1, 5);

        assertThat(written.status()).isEqualTo(201);
        assertThat(written.json().get("shopId").longValue()).isEqualTo(10);
        assertThat(second.status()).isEqualTo(409);
        assertThat(service.asked(1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING_PAYMENT", "CREATED", "ACCEPTED", "CANCELLED"})
    void refusesWhatWasNotDelivered(String status) {
        service.owner(2, 5, ReviewUnderTest.order(2, 5, 10, status));

        Answer refused = service.write(5, key, 2, 5);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().get("detail").stringValue()).isEqualTo("Order 2 was not delivered");
    }

    @Test
    void takesItWhenItIsDeliveredAfterAll() {
        service.owner(3, 5, ReviewUnderTest.order(3, 5, 10, "ACCEPTED"));
        assertThat(service.write(5, key, 3, 5).status()).isEqualTo(409);
        service.owner(3, 5, ReviewUnderTest.order(3, 5, 10, "DELIVERED"));

        assertThat(service.write(5, key, 3, 5).status()).isEqualTo(201);
    }

    @Test
    void refusesOrdersThatAreNotTheMembersOrNobodys() {
        service.owner(4, 5, ReviewUnderTest.order(4, 6, 10, "DELIVERED"));

        assertInvalid(service.write(5, key, 4, 5), "Member 5 has no order 4");
        assertInvalid(service.write(5, key, 404, 5), "Member 5 has no order 404");
    }

    @Test
    void asksToComeAgainWhileNobodyTells() {
        service.owner(5, 5, aResponse().withStatus(503));
        service.owner(6, 5, aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        service.owner(7, 5, ok("<html>no order</html>"));
        service.owner(8, 5, ReviewUnderTest.order(8, 5, 10, "DELIVERED").withFixedDelay(20_000));

        for (long order = 5; order <= 8; order++) {
            long started = System.nanoTime();
            Answer answer = service.write(5, key, order, 5);

            assertThat(answer.status()).as("order %d", order).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isEqualTo("1");
            assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:review:orders-unavailable");
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(service.count("review WHERE order_id IN (5, 6, 7, 8)")).isZero();
        service.owner(5, 5, ReviewUnderTest.order(5, 5, 10, "DELIVERED"));
        assertThat(service.write(5, key, 5, 5).status()).isEqualTo(201);
        assertThat(service.http().get("/actuator/prometheus").text())
                .contains("reviews_orders_asked_total{")
                .contains("outcome=\"unanswered\"");
    }

    @Test
    void triesTheNextAddressWhenOneIsAway() {
        dead.start();
        String nobody = dead.baseUrl();
        dead.stop();
        try (ReviewUnderTest two = ReviewUnderTest.start()) {
            two.owner(1, 5, ReviewUnderTest.order(1, 5, 10, "DELIVERED"));
            try (var other = dev.banyan.kit.testing.RunningService.start(
                    ReviewApplication.class,
                    two.database,
                    two.deliveries
                            .settings("--orders.urls=" + nobody + "," + two.orders.baseUrl())
                            .toArray(String[]::new))) {
                Answer written = other.http()
                        .post(
                                "/api/reviews",
                                "{\"orderId\":1,\"star\":5,\"body\":\"a\"}",
                                "X-Member-Id",
                                "5",
                                "Idempotency-Key",
                                key);

                assertThat(written.status()).isEqualTo(201);
            }
        }
    }
}
