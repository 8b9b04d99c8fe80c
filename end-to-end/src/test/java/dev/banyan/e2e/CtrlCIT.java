package dev.banyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.cli.stack.EntryStatus;
import dev.banyan.cli.stack.Stack;
import dev.banyan.cli.stack.StackListener;
import dev.banyan.playbooks.load.RequestLine;
import dev.banyan.playbooks.load.RequestLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Ctrl-C in the commands that run for long: all that they started ends with them, in order. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class CtrlCIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** A proxy that answers as the shop does, and nothing else: one process. */
    private static final String SHOP_ONLY = """
            processes:
              proxy-1:
                java: "${home}/playbooks/target/gateway/wiremock-standalone.jar"
                jvm: [-Xmx128m, -XX:TieredStopAtLevel=1]
                port: 0
                args: [ "--port=${port.proxy-1}", --bind-address=127.0.0.1, "--root-dir=${dir}/..", --disable-banner, --no-request-journal ]
                health: "http://127.0.0.1:${port.proxy-1}/__admin/health"
            """;

    @TempDir
    Path folder;

    @Test
    void theDemoStopsWhateverItHasBegunToStart() throws Exception {
        Path directory = folder.toRealPath();
        try (BanyanProcess demo =
                BanyanProcess.start(directory, "demo", "--members=20", "--shops=2", "--orders=20", "--rate=5")) {
            await().atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(runs(directory)).as(demo.said()).hasSizeGreaterThanOrEqualTo(2));
            List<ProcessHandle> begun = processes(directory);

            demo.signal("INT");

            assertThat(demo.exit()).as(demo.said()).isEqualTo(5);
            assertThat(begun).isNotEmpty().noneMatch(ProcessHandle::isAlive);
            assertThat(BanyanProcess.processesOf(directory)).isEmpty();
            assertThat(runs(directory)).isEmpty();
        } finally {
            demo(directory).down(StackListener.SILENT);
        }
    }

    @Test
    void theLoadAnswersForEveryRequestAndLeavesTheStackAlone() throws Exception {
        Path directory = folder.toRealPath();
        Files.writeString(directory.resolve("stack.yaml"), SHOP_ONLY);
        shop(directory);
        Stack stack = Stack.open(directory.resolve("stack.yaml"), directory, BanyanProcess.home());
        try {
            stack.up(StackListener.SILENT);
            try (BanyanProcess load = BanyanProcess.start(directory, "stack", "load", "--rate=50", "--output=json")) {
                load.awaitSaid("   1 s ");
                assertThat(load.children()).isEmpty();

                load.signal("INT");

                assertThat(load.exit()).as(load.said()).isEqualTo(130);
                assertThat(load.said()).doesNotContain("\tat ");
                List<RequestLine> lines = new ArrayList<>();
                RequestLog.read(directory.resolve(".banyan/demo/requests.ndjson"), lines::add);
                assertThat(lines).isNotEmpty().allMatch(line -> line.status() == 200);
                assertThat(JsonMapper.shared()
                                .readTree(load.out())
                                .path("requests")
                                .asInt())
                        .isEqualTo(lines.size());
            }
            assertThat(stack.status()).allMatch(entry -> entry.state() == EntryStatus.State.RUNNING);
        } finally {
            stack.down(StackListener.SILENT);
        }
        assertThat(BanyanProcess.processesOf(directory)).isEmpty();
    }

    private static void shop(Path directory) throws IOException {
        Path mappings = Files.createDirectories(directory.resolve("mappings"));
        Files.writeString(mappings.resolve("shop.json"), """
                { "mappings": [
                  { "priority": 1, "request": { "urlPath": "/api/shops" }, "response": { "jsonBody": [ { "id": 1, "open": true } ] } },
                  { "priority": 1, "request": { "urlPath": "/api/shops/1/menus" }, "response": { "jsonBody": [ { "id": 5, "onSale": true } ] } },
                  { "priority": 9, "request": { "urlPathPattern": "/.*" }, "response": { "jsonBody": { "id": 7, "totalAmount": 5 } } }
                ] }
                """);
    }

    private static List<ProcessHandle> processes(Path directory) {
        return runs(directory).stream()
                .flatMap(entry -> ProcessHandle.of(entry.pid()).stream())
                .toList();
    }

    private static List<EntryStatus> runs(Path directory) {
        return status(directory).stream()
                .filter(entry -> entry.state() == EntryStatus.State.RUNNING)
                .toList();
    }

    private static List<EntryStatus> status(Path directory) {
        return demo(directory).status();
    }

    private static Stack demo(Path directory) {
        return Stack.open(BanyanProcess.home().resolve("playbooks/stack.yaml"), directory, BanyanProcess.home());
    }
}
