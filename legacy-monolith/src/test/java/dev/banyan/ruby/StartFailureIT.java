package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packaged application, started by a user who made a mistake. */
class StartFailureIT {

    private static final String JAR = "legacy-monolith-0.1.0-SNAPSHOT-app.jar";

    @Test
    void saysThatThePasswordIsWrong() throws Exception {
        RunningRuby.database().createSchema("start_failure");
        RunningRuby.database().createUser("ruby_user", "right");

        String said = start(
                "--spring.datasource.url=" + RunningRuby.database().url("start_failure"),
                "--spring.datasource.username=ruby_user",
                "--spring.datasource.password=wrong-one");

        assertThat(said)
                .contains("refused user 'ruby_user': wrong name or password")
                .contains("SPRING_DATASOURCE_PASSWORD")
                .doesNotContain("wrong-one");
    }

    @Test
    void saysThatTheDatabaseIsDead() throws Exception {
        int nobodysPort;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobodysPort = socket.getLocalPort();
        }

        String said = start("--spring.datasource.url=jdbc:mysql://127.0.0.1:" + nobodysPort + "/ruby");

        assertThat(said).contains("127.0.0.1:" + nobodysPort + "/ruby can't be reached");
    }

    @Test
    void saysThatTheSchemaIsMissing() throws Exception {
        String said = start(
                "--spring.datasource.url=" + RunningRuby.database().url("no_such_schema"),
                "--spring.datasource.username=root");

        assertThat(said).contains("does not exist");
    }

    @Test
    void saysThatTheSeamNeedsAnAddress() throws Exception {
        RunningRuby.database().createSchema("start_failure");

        String said = start(
                "--spring.datasource.url=" + RunningRuby.database().url("start_failure"),
                "--spring.datasource.username=root",
                "--ruby.seed.orders=0",
                "--ruby.payments.mode=http");

        assertThat(said).contains("ruby.payments.urls").contains("needs at least one address");
    }

    private static String start(String... args) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", JAR).toString(),
                "--server.port=0"));
        command.addAll(Stream.of(args).toList());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(said).contains("APPLICATION FAILED TO START").doesNotContain("\tat ");
        return said;
    }
}
