package dev.banyan.sync.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.stream.Streams;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The real process, killed in its first copy and later: the service misses nothing and keeps nothing twice. */
class FeedKillIT {
    private static final int ROWS = 20_000;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @RegisterExtension
    static final SharedServers SERVERS = new SharedServers();

    @TempDir
    private Path folder;

    private Process process(FeedStage stage) throws IOException {
        Path config = folder.resolve("migration.yaml");
        Files.writeString(config, stage.yaml);
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", // it lives for seconds
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "dev.banyan.sync.SyncApplication",
                        "--banyan.config=" + config,
                        "--server.port=0")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("sync.log").toFile()))
                .start();
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }

    private static void awaitLogs(FeedStage stage, long to) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(stage.receiver.rows("logs").size())
                        .describedAs("%s", new Streams(stage.store).list())
                        .isEqualTo((int) to));
    }

    @Test
    void losesNothing() throws Exception {
        Process sync = null;
        try (FeedStage stage = new FeedStage(
                SERVERS.get().left(),
                "tables:\n  - from: logs\n",
                "CREATE TABLE logs (id BIGINT PRIMARY KEY, n INT)",
                "INSERT INTO logs VALUES "
                        + LongStream.range(0, ROWS)
                                .mapToObj(id -> "(" + id + ",0)")
                                .collect(Collectors.joining(",")))) {
            stage.startPhase();
            sync = process(stage);
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> !stage.receiver.rows("logs").isEmpty());
            kill(sync);

            sync = process(stage);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(stage.phase().state())
                            .describedAs("%s", new Streams(stage.store).list())
                            .isEqualTo(PhaseState.SYNCED));
            awaitLogs(stage, ROWS);
            for (int round = 0; round < 2; round++) {
                int from = ROWS + round * 200;
                stage.receiver.loseAnswers(1);
                for (int id = from; id < from + 200; id++) {
                    stage.run("INSERT INTO logs VALUES (" + id + ", 0)");
                    if (id == from + 100) {
                        kill(sync);
                        sync = process(stage);
                    }
                }
                awaitLogs(stage, from + 200);
            }
            assertThat(stage.receiver.changes().stream()
                            .filter(change -> change.path("kind").stringValue().equals("INSERT"))
                            .map(change -> change.path("after").path("id").longValue()))
                    .containsExactlyElementsOf(
                            LongStream.range(ROWS, ROWS + 400).boxed().toList());
        } finally {
            if (sync != null) {
                kill(sync);
            }
        }
    }
}
