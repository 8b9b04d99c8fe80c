package dev.banyan.payment;

import static dev.banyan.payment.GatewayStub.approved;
import static dev.banyan.payment.GatewayStub.charges;
import static dev.banyan.payment.GatewayStub.chargesOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.payment.RunningService.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;

class LifecycleIT {
    /** A database that refuses is tried again this long. */
    private static final String NO_PATIENCE = "--spring.datasource.hikari.connection-timeout=250";

    @Test
    void answersRequestsInFlightBeforeItStops() {
        try (RunningService service = RunningService.start()) {
            service.gateway.stubFor(charges(approved().withFixedDelay(1500)));
            CompletableFuture<Answer> answer = service.chargeAsync(1, "late", 1, 5000);
            Awaitility.await().until(() -> pending(service) == 1);

            service.stopService();

            assertThat(answer.join().status()).isEqualTo(201);
            assertThat(chargesOf(service.gateway, "mem-1-late")).isEqualTo(1);
        }
    }

    @Test
    void endsWithOneMessageWhenThePasswordIsWrong() throws Exception {
        Ended ended = run(
                "--spring.datasource.url=" + TestDatabase.create().url(),
                "--spring.datasource.username=" + TestDatabase.USER,
                "--spring.datasource.password=wrong",
                "--gateway.url=http://127.0.0.1:1");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertFailedWith(ended.output(), "refused user 'payment': wrong user or password.");
    }

    @Test
    void saysThatNoDatabaseAnswers() throws Exception {
        String said = failing(
                "--spring.datasource.url=jdbc:mysql://127.0.0.1:" + closedPort() + "/payment",
                "--gateway.url=http://127.0.0.1:1");

        assertFailedWith(said, "No database answers at jdbc:mysql://127.0.0.1:");
    }

    @Test
    void saysThatTheSchemaIsMissing() {
        String said = failing(
                "--spring.datasource.url=" + TestDatabase.create().url().replaceFirst("/payment\\d+", "/nowhere"),
                "--spring.datasource.username=" + TestDatabase.USER,
                "--spring.datasource.password=" + TestDatabase.PASSWORD,
                "--gateway.url=http://127.0.0.1:1");

        assertFailedWith(said, "User 'payment' cannot use the database of");
    }

    @Test
    void saysThatTheGatewayIsNotConfigured() {
        String said = failing(
                "--spring.datasource.url=" + TestDatabase.create().url(),
                "--spring.datasource.username=" + TestDatabase.USER,
                "--spring.datasource.password=" + TestDatabase.PASSWORD);

        assertFailedWith(said, "gateway.url is missing; it must be the gateway's base URL");
    }

    @Test
    void answers503WhileTheDatabaseIsDeadAndGoesOnWhenItIsBack() {
        try (RunningService service = RunningService.start()) {
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

    private static long pending(RunningService service) {
        return service.sql
                .sql("SELECT COUNT(*) FROM payment WHERE status = 'PENDING'")
                .query(Long.class)
                .single();
    }

    private static void assertFailedWith(String said, String message) {
        assertThat(said).containsOnlyOnce(message).contains("Action:").doesNotContain("\tat ");
    }

    /** What a service in this process says that can't start; starting another JVM for each takes many times as long. */
    private static String failing(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--server.port=0");
        all.add(NO_PATIENCE);
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThatThrownBy(() -> SpringApplication.run(PaymentApplication.class, all.toArray(String[]::new)))
                    .isInstanceOf(RuntimeException.class);
        } finally {
            System.setOut(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private record Ended(int exitCode, String output) {}

    /** Runs the service in a process of its own until it ends. */
    private static Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                PaymentApplication.class.getName(),
                "--server.port=0",
                NO_PATIENCE));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
