package dev.banyan.menu;

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
        try (MenuUnderTest service = MenuUnderTest.start();
                Connection other = DriverManager.getConnection(service.database.url(), "root", "")) {
            long id = service.menu(1, "순대", 4000);
            String path = "/api/shops/1/menus/" + id;
            other.setAutoCommit(false);
            try (Statement lock = other.createStatement()) {
                lock.execute("SELECT id FROM menu WHERE id = " + id + " FOR UPDATE");
            }
            CompletableFuture<Answer> answer = service.http().send("PUT", path, "{\"name\":\"찹쌀순대\"}");
            Awaitility.await().until(() -> waitingForLocks(service) == 1);

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(service::close);
            Awaitility.await().until(() -> refusesConnections(service));
            assertThat(stopped).isNotDone();
            other.rollback();

            assertThat(answer.join().status()).isEqualTo(200);
            stopped.join();
            assertThat(service.sql
                            .sql("SELECT former_name FROM menu WHERE id = ?")
                            .param(id)
                            .query(String.class)
                            .single())
                    .isEqualTo("순대");
        }
    }

    @Test
    void answers503WhileTheDatabaseIsDeadAndGoesOnWhenItIsBack() {
        try (MenuUnderTest service = MenuUnderTest.start()) {
            long id = service.menu(1, "떡볶이", 4000);
            service.add(1, "before", "라볶이", 5000);

            TestDatabase.killServer();
            Answer added = service.add(1, "during", "쫄면", 5000);
            Answer changed = service.change(1, id, "{\"price\":4500}");
            int readiness = service.http().get("/actuator/health/readiness").status();
            int liveness = service.http().get("/actuator/health/liveness").status();
            TestDatabase.restartServer();

            assertUnavailable(added);
            assertUnavailable(changed);
            assertThat(readiness).isEqualTo(503);
            assertThat(liveness).isEqualTo(200);
            Awaitility.await().until(() -> service.add(1, "during", "쫄면", 5000).status() == 201);
            assertThat(service.add(1, "before", "라볶이", 5000).status()).isEqualTo(200);
            assertThat(service.change(1, id, "{\"price\":4500}").status()).isEqualTo(200);
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
                "--spring.datasource.url=jdbc:mysql://127.0.0.1:" + closedPort() + "/menu");
    }

    @Test
    void saysThatASettingIsWrong() {
        List<String> settings = new ArrayList<>(TestDatabase.create().settings());
        settings.add("--shops.url=http://127.0.0.1:8000/api/shops");

        assertFailed(
                "shops.url is 'http://127.0.0.1:8000/api/shops'; it must be a base URL",
                settings.toArray(String[]::new));
    }

    private static long waitingForLocks(MenuUnderTest service) {
        return service.sql
                .sql("SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'")
                .query(Long.class)
                .single();
    }

    private static boolean refusesConnections(MenuUnderTest service) {
        return service.http()
                .send("GET", "/actuator/health/liveness", "")
                .handle((answer, failure) -> failure != null)
                .join();
    }

    private static void assertUnavailable(Answer answer) {
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:menu:database-unavailable");
    }

    private static void assertFailed(String message, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
        arguments.addAll(List.of(settings));
        ServiceProcess.Ended ended = ServiceProcess.run(MenuApplication.class, arguments);
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).containsOnlyOnce(message).contains("Action:").doesNotContain("\tat ");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
