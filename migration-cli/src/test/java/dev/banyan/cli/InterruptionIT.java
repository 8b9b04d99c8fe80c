package dev.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Ctrl-C in a process of its own. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class InterruptionIT extends CommandsOnServers {
    @Test
    void ctrlCEndsAWaitInOrderWithTheDocumentedCode() throws IOException, InterruptedException {
        Path err = directory.resolve("err");
        Process banyan = new ProcessBuilder(
                        // As from a terminal: children of a build in the background would be born deaf to Ctrl-C.
                        "perl",
                        "-e",
                        "$SIG{INT} = 'DEFAULT'; exec @ARGV or die $!",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.banyan.cli.Banyan",
                        "phase",
                        "start",
                        "payments")
                .directory(directory.toFile())
                .redirectError(err.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            await().atMost(30, TimeUnit.SECONDS)
                    .until(() -> Files.readString(err).contains("wait up to 30m"));

            new ProcessBuilder("kill", "-INT", String.valueOf(banyan.pid()))
                    .start()
                    .waitFor();

            assertThat(banyan.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(banyan.exitValue()).isEqualTo(5);
            assertThat(Files.readString(err))
                    .contains("Interrupted while waiting. 'payments' is started", "banyan phase cancel payments");
        } finally {
            banyan.destroyForcibly();
        }
    }
}
