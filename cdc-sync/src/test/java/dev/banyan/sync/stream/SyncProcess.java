package dev.banyan.sync.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Sync as a process of its own, to be killed. */
final class SyncProcess {
    private SyncProcess() {}

    /** @param folder for its migration.yaml and its log */
    static Process start(Path folder, String yaml, int port) throws IOException {
        Path config = folder.resolve("migration.yaml");
        Files.writeString(config, yaml);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", // it lives for seconds
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.banyan.sync.SyncApplication",
                        "--banyan.config=" + config,
                        "--server.port=" + port)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("sync.log").toFile()))
                .start();
    }

    static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
