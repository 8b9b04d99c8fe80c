package dev.banyan.relay;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.ServiceProcess;
import dev.banyan.kit.testing.ServiceProcess.Ended;
import dev.banyan.kit.testing.TestDatabase;
import dev.banyan.mariadb.LoopbackPorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RestartIT {

    @Test
    void anotherInstanceGoesOnWhereAKilledOneStopped() {
        try (RelayUnderTest relay = new RelayUnderTest()) {
            int port = LoopbackPorts.free();
            List<String> arguments = new ArrayList<>(relay.database.settings());
            arguments.addAll(relay.settings("--server.port=" + port, "--relay.device-timeout=1900ms"));
            ServiceProcess first = ServiceProcess.start(RelayApplication.class, arguments);
            try {
                Client client = new Client("http://127.0.0.1:" + port);
                await().atMost(Duration.ofMinutes(1))
                        .ignoreException(CompletionException.class)
                        .until(() -> client.get("/actuator/health/readiness").status() == 200);
                relay.openShop(1, 1);
                relay.deviceAnswers(11, ok().withFixedDelay(1800));
                Answer taken = client.post(
                        "/api/relay/shops/1/orders",
                        "{\"orderId\":100,\"totalAmount\":1,\"items\":[{\"name\":\"a\",\"quantity\":1}]}",
                        "Idempotency-Key",
                        "ord-100-relay");
                assertThat(taken.status()).isEqualTo(202);
                await().until(() -> relay.pushes(11, 100) == 1);
            } finally {
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
        List<String> arguments = new ArrayList<>(TestDatabase.create().settings());
        arguments.add("--server.port=0");

        Ended ended = ServiceProcess.run(RelayApplication.class, arguments);

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output())
                .containsOnlyOnce("relay.proxies is missing; it must name the proxies' addresses")
                .contains("Action:")
                .doesNotContain("\tat ");
    }
}
