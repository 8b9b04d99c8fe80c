package dev.banyan.payment;

import static dev.banyan.payment.GatewayStub.approved;
import static dev.banyan.payment.GatewayStub.charges;
import static dev.banyan.payment.GatewayStub.chargesOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.ServiceProcess;
import dev.banyan.kit.testing.ServiceProcess.Ended;
import dev.banyan.kit.testing.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LifecycleIT {

    @Test
    void answersRequestsInFlightBeforeItStops() {
        try (PaymentUnderTest service = PaymentUnderTest.start()) {
            service.gateway.stubFor(charges(approved().withFixedDelay(1500)));
            CompletableFuture<Answer> answer = service.chargeAsync(1, "late", 1, 5000);
            Awaitility.await().until(() -> pending(service) == 1);

            service.stopService();

            assertThat(answer.join().status()).isEqualTo(201);
            assertThat(chargesOf(service.gateway, "mem-1-late")).isEqualTo(1);
        }
    }

    @Test
    void saysThatThePasswordIsWrong() {
        Ended ended = run(
                "--spring.datasource.url=" + TestDatabase.create().url(),
                "--spring.datasource.username=" + TestDatabase.USER,
                "--spring.datasource.password=wrong",
                "--gateway.url=http://127.0.0.1:1");

        assertFailedWith(ended, "refused user 'service': wrong user or password.");
    }

    @Test
    void saysThatNoDatabaseAnswers() throws IOException {
        Ended ended = run(
                "--spring.datasource.url=jdbc:mysql://127.0.0.1:" + closedPort() + "/payment",
                "--gateway.url=http://127.0.0.1:1");

        assertFailedWith(ended, "No database answers at jdbc:mysql://127.0.0.1:");
    }

    @Test
    void saysThatTheSchemaIsMissing() {
        Ended ended = run(
                "--spring.datasource.url=" + TestDatabase.create().url().replaceFirst("/test\\d+", "/nowhere"),
                "--spring.datasource.username=" + TestDatabase.USER,
                "--spring.datasource.password=" + TestDatabase.PASSWORD,
                "--gateway.url=http://127.0.0.1:1");

        assertFailedWith(ended, "User 'service' cannot use the database of");
    }

    @Test
    void saysThatTheGatewayIsNotConfigured() {
        Ended ended = run(
                "--spring.datasource.url=" + TestDatabase.create().url(),
                "--spring.datasource.username=" + TestDatabase.USER,
                "--spring.datasource.password=" + TestDatabase.PASSWORD);

        assertFailedWith(ended, "gateway.url is missing; it must be the gateway's base URL");
    }

    @Test
    void answers503WhileTheDatabaseIsDeadAndGoesOnWhenItIsBack() {
        try (PaymentUnderTest service = PaymentUnderTest.start()) {
            GatewayStub.behavesWell(service.gateway);
            service.charge(1, "before", 1, 5000);

            TestDatabase.killServer();
            Answer dead = service.charge(1, "during", 1, 5000);
            int readiness = service.get("/actuator/health/readiness").status();
            int liveness = service.get("/actuator/health/liveness").status();
            TestDatabase.restartServer();

            assertThat(dead.status()).isEqualTo(503);
            assertThat(dead.header("Retry-After")).isEqualTo("1");
            assertThat(dead.json().get("type").stringValue()).isEqualTo("urn:payment:database-unavailable");
            assertThat(readiness).isEqualTo(503);
            assertThat(liveness).isEqualTo(200);
            assertThat(chargesOf(service.gateway, "mem-1-during")).isZero();
            Awaitility.await().until(() -> service.charge(1, "during", 1, 5000).status() == 201);
            assertThat(service.charge(1, "before", 1, 5000).status()).isEqualTo(200);
        }
    }

    private static long pending(PaymentUnderTest service) {
        return service.sql
                .sql("SELECT COUNT(*) FROM payment WHERE status = 'PENDING'")
                .query(Long.class)
                .single();
    }

    private static void assertFailedWith(Ended ended, String message) {
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.output()).containsOnlyOnce(message).contains("Action:").doesNotContain("\tat ");
    }

    private static Ended run(String... arguments) {
        return ServiceProcess.run(
                PaymentApplication.class,
                Stream.concat(Stream.of("--server.port=0"), Stream.of(arguments))
                        .toList());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
