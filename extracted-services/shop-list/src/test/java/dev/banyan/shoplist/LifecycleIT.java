package dev.banyan.shoplist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.ServiceProcess;
import dev.banyan.kit.testing.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LifecycleIT {

    @Test
    void answersRequestsInFlightBeforeItStops() throws Exception {
        try (ShopListUnderTest service = ShopListUnderTest.start();
                Connection other = DriverManager.getConnection(service.database.url(), "root", "")) {
            service.shop(1, "순대국", "KR");
            other.setAutoCommit(false);
            try (Statement lock = other.createStatement()) {
                lock.execute("SELECT id FROM shop WHERE id = 1 FOR UPDATE");
            }
            CompletableFuture<Answer> answer = service.http().send("PUT", "/api/shops/1", "{\"open\":false}");
            Awaitility.await().until(() -> waitingForLocks(service) == 1);

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(service::close);
            Awaitility.await().until(() -> refusesConnections(service));
            assertThat(stopped).isNotDone();
            other.rollback();

            assertThat(answer.join().status()).isEqualTo(200);
            stopped.join();
            assertThat(service.sql
                            .sql("SELECT opening FROM shop WHERE id = 1")
                            .query(String.class)
                            .single())
                    .isEqualTo("CLOSED");
        }
    }

    @Test
    void answers503WhileTheDatabaseIsDeadAndGoesOnWhenItIsBack() {
        try (ShopListUnderTest service = ShopListUnderTest.start()) {
            service.shop(1, "떡볶이", "SN");

            TestDatabase.killServer();
            Answer read = service.http().get("/api/shops");
            Answer changed = service.http().put("/api/shops/1", "{\"open\":false}");
            int readiness = service.http().get("/actuator/health/readiness").status();
            int liveness = service.http().get("/actuator/health/liveness").status();
            TestDatabase.restartServer();

            assertUnavailable(read);
            assertUnavailable(changed);
            assertThat(readiness).isEqualTo(503);
            assertThat(liveness).isEqualTo(200);
            Awaitility.await()
                    .until(() -> service.http()
                                    .put("/api/shops/1", "{\"open\":false}")
                                    .status()
                            == 200);
            assertThat(service.http().get("/api/shops/1").json().get("open").booleanValue())
                    .isFalse();
        }
    }

    @Test
    void saysInTwoLinesWhyItCanNotStart() throws Exception {
        assertFailed(
                "refused user 'service': wrong user or password.",
                "--spring.datasource.url=" + TestDatabase.create().url(),
                "--spring.datasource.username=" + TestDatabase.USER,
                "--spring.datasource.password=wrong");
        assertFailed(
                "No database answers at jdbc:mysql://127.0.0.1:",
                "--spring.datasource.url=jdbc:mysql://127.0.0.1:" + closedPort() + "/shop_list");
    }

    private static long waitingForLocks(ShopListUnderTest service) {
        return service.sql
                .sql("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")
                .query(Long.class)
                .single();
    }

    private static boolean refusesConnections(ShopListUnderTest service) {
        return service.http()
                .send("GET", "/actuator/health/liveness", "")
                .handle((answer, failure) -> failure != null)
                .join();
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:shop-list:database-unavailable");
    }

    private static void assertFailed(String message, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
        arguments.addAll(List.of(settings));
        ServiceProcess.Ended ended = ServiceProcess.run(ShopListApplication.class, arguments);
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).containsOnlyOnce(message).contains("Action:").doesNotContain("\tat ");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
