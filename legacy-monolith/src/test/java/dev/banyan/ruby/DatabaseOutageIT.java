package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.TestServers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseOutageIT {

    @Test
    void asksToComeAgainWhileItsDatabaseIsDeadAndRecoversByItself() {
        try (DatabaseServer server = TestServers.start();
                RunningRuby ruby = new RunningRuby(server, "--spring.datasource.hikari.connection-timeout=1000")) {
            Map<String, Object> payment = RunningRuby.payment(1, 15_000);
            Api api = ruby.api().as(7).key("outage-1");

            server.kill();
            Api.Answer outage = api.post("/api/payments", payment);

            assertThat(outage.status()).isEqualTo(503);
            assertThat(outage.header("Retry-After")).isEqualTo("1");
            assertThat(ruby.api().get("/actuator/health/readiness").status()).isEqualTo(503);
            assertThat(ruby.api().get("/actuator/health/liveness").status()).isEqualTo(200);

            server.restart();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(api.post("/api/payments", payment).text("status"))
                                    .isEqualTo("APPROVED"));
            assertThat(ruby.chargesAsked()).isEqualTo(1);
        }
    }
}
