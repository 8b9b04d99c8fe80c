package dev.banyan.order;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.noContent;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deliveries told by calls: orders go on whatever becomes of them, and what is not brought across is counted, and gone. */
class DirectDeliveryIT {

    private final WireMockServer reviews =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @BeforeEach
    void start() {
        reviews.start();
        answer(noContent());
    }

    @AfterEach
    void stop() {
        reviews.stop();
    }

    private void answer(ResponseDefinitionBuilder answer) {
        reviews.stubFor(
                post(urlPathMatching("/api/review-orders/[0-9]+/delivered")).willReturn(answer));
    }

    private OrderUnderTest called(String... more) {
        List<String> settings = new ArrayList<>(
                List.of("--orders.contrast-deliveries=" + reviews.baseUrl(), "--subscribe.call-timeout=2s"));
        settings.addAll(List.of(more));
        return OrderUnderTest.start(settings.toArray(String[]::new));
    }

    private static long deliver(OrderUnderTest service) {
        long order = service.order();
        for (String command : List.of("accept", "deliver", "deliver")) {
            assertThat(service.command(order, command).status()).isEqualTo(200);
        }
        return order;
    }

    private static long calls(OrderUnderTest service, String outcome) {
        return service.http()
                .get("/actuator/prometheus")
                .text()
                .lines()
                .filter(line ->
                        line.startsWith("orders_direct_calls_total") && line.contains("outcome=\"" + outcome + "\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void callsOnceForEachDeliveryBesideItsEvent() {
        try (OrderUnderTest service = called()) {
            long order = deliver(service);
            assertThat(service.command(service.order(), "cancel").status()).isEqualTo(200);

            await().until(() -> calls(service, "told") == 1);
            reviews.verify(
                    1,
                    postRequestedFor(urlEqualTo("/api/review-orders/" + order + "/delivered"))
                            .withRequestBody(equalToJson("{\"shopId\":1,\"memberId\":1,\"amount\":9000.00}")));
            assertThat(service.facts(order)).contains("OrderDelivered");
            assertThat(reviews.getAllServeEvents()).hasSize(1);
        }
    }

    @Test
    void losesWhatIsNotHeardAndOrdersDoNotNotice() {
        try (OrderUnderTest service = called()) {
            answer(aResponse().withStatus(503));
            deliver(service);
            await().until(() -> calls(service, "refused") == 1);
            answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
            deliver(service);
            await().until(() -> calls(service, "unanswered") == 1);
            reviews.stop();

            for (int i = 0; i < 20; i++) {
                deliver(service);
            }

            await().until(() -> calls(service, "unanswered") == 21);
            assertThat(calls(service, "told")).isZero();
        }
    }

    @Test
    void callsThatHangHoldNoOrderUpAndCrowdTheNextOnesOut() {
        try (OrderUnderTest service = called("--subscribe.workers=1", "--subscribe.in-hand=1")) {
            answer(noContent().withFixedDelay(30_000));

            long started = System.nanoTime();
            for (int i = 0; i < 4; i++) {
                deliver(service);
            }

            assertThat(calls(service, "crowded")).isPositive();
            assertThat(calls(service, "told")).isZero();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> calls(service, "crowded") + calls(service, "unanswered") == 4);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(25));
        }
    }

    @Test
    void callsNobodyUnlessItIsToldTo() {
        try (OrderUnderTest service = OrderUnderTest.start()) {
            deliver(service);

            assertThat(service.http().get("/actuator/prometheus").text()).doesNotContain("orders_direct_calls");
            assertThat(reviews.getAllServeEvents()).isEmpty();
        }
    }
}
