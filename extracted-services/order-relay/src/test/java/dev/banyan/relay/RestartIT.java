package dev.banyan.relay;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.FailedStarts;
import dev.banyan.kit.testing.KillableService;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import dev.banyan.relay.delivery.Deliveries;
import dev.banyan.relay.delivery.RelayedOrder;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RestartIT {

    @Test
    void anotherInstanceGoesOnWhereAKilledOneStopped() {
        try (RelayUnderTest relay = new RelayUnderTest()) {
            try (KillableService first = KillableService.start(
                    RelayApplication.class, relay.database, relay.settings("--relay.device-timeout=1900ms"))) {
                relay.openShop(1, 1);
                relay.deviceAnswers(11, ok().withFixedDelay(1800));
                Answer taken = first.http()
                        .post(
                                "/api/relay/shops/1/orders",
                                "{\"orderId\":100,\"totalAmount\":1,\"items\":[{\"name\":\"a\",\"quantity\":1}]}",
                                "Idempotency-Key",
                                "ord-100-relay");
                assertThat(taken.status()).isEqualTo(202);
                await().until(() -> relay.pushes(11, 100) == 1);
                first.kill();
            }
            relay.deviceAnswers(11, ok());

            relay.startInstance();

            await().until(() -> relay.status(1, 100).equals("SENT"));
            assertThat(relay.pushes(11, 100)).isEqualTo(2);
            assertThat(relay.accept(1, 100, 11).status()).isEqualTo(200);
            await().until(() -> relay.isFinished(100));
            assertThat(relay.reports(100)).isEqualTo(1);
        }
    }

    @Test
    void twoInstancesSendNothingTwiceAndOneFinishesWhatItHasBeforeItStops() {
        try (RelayUnderTest relay = RelayUnderTest.start()) {
            RunningService first = relay.service();
            relay.startInstance();
            relay.openShop(2, 1);
            relay.deviceAnswers(21, ok().withFixedDelay(100));
            List<Long> orders = LongStream.rangeClosed(2001, 2060).boxed().toList();

            for (long order : orders) {
                assertThat(relay.relay(2, order).status()).isEqualTo(202);
                if (order == 2040) {
                    first.close();
                }
            }

            await().untilAsserted(() -> assertThat(orders)
                    .extracting(order -> relay.status(2, order))
                    .containsOnly("SENT"));
            assertThat(orders).extracting(order -> relay.pushes(21, order)).containsOnly(1);
        }
    }

    @Test
    void anAcceptanceOutlivesProxiesThatAreDownAndARestart() {
        try (RelayUnderTest relay = RelayUnderTest.start()) {
            relay.openShop(3, 1);
            relay.deviceAnswers(31, okJson("{\"accepted\":true}"));
            relay.proxiesAreDown();
            relay.relay(3, 300);
            await().until(() -> relay.status(3, 300).equals("SENT"));
            relay.service().close();

            relay.startInstance();

            await().until(() -> relay.isFinished(300));
            assertThat(relay.status(3, 300)).isEqualTo("ACCEPTED");
            assertThat(relay.pushes(31, 300)).isEqualTo(1);
            assertThat(relay.reports(300)).isEqualTo(1);
        }
    }

    @Test
    void anAcceptanceOutlivesACustomerWhoAsksAgainAtTheSameMoment() {
        try (RelayUnderTest relay = RelayUnderTest.start()) {
            relay.openShop(5, 1);
            relay.relay(5, 500);
            await().until(() -> relay.status(5, 500).equals("SENT"));
            relay.proxiesAreDown();
            assertThat(relay.accept(5, 500, 51).status()).isEqualTo(200);

            // What a repeated request does that saw the order FAILED, before the acceptance came in between.
            relay.service()
                    .bean(Deliveries.class)
                    .open(5, null, new RelayedOrder(500, 1, List.of(new RelayedOrder.Item("a", 1))));
            relay.startInstance();

            await().until(() -> relay.isFinished(500));
            assertThat(relay.answeredReports(500)).isEqualTo(1);
        }
    }

    @Test
    void goesOnWhenItsDatabaseIsBack() {
        try (RelayUnderTest relay = RelayUnderTest.start()) {
            relay.openShop(4, 1);
            relay.deviceAnswers(41, serviceUnavailable());
            relay.relay(4, 400);
            await().until(() -> relay.pushes(41, 400) >= 1);

            TestDatabase.killServer();
            relay.deviceAnswers(41, ok());
            TestDatabase.restartServer();

            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> relay.status(4, 400).equals("SENT"));
        }
    }

    @Test
    void saysThatTheProxiesAreNotConfigured() {
        try (FailedStarts starts = FailedStarts.of(RelayApplication.class)) {
            starts.wrongSettings("relay.proxies is missing; it must name the proxies' addresses")
                    .assertToldInTwoLines();
        }
    }
}
