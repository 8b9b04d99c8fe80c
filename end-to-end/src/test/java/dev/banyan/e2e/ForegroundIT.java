package dev.banyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.store.ControlStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code banyan proxy run} and {@code banyan sync run}: how they end, and what sync does about quarantined rows. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ForegroundIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    /** How a proxy ends has nothing to do with it. */
    private static final String NO_WARM_UP = "--banyan.proxy.warm-up=0s";

    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init")
    private static SmallSite site;

    @BeforeAll
    static void start() {
        site = new SmallSite(directory);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void aProxyWhosePortIsInUseEndsWithOneMessage() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                BanyanProcess proxy = BanyanProcess.startServer(
                        directory,
                        "proxy",
                        "run",
                        "--",
                        NO_WARM_UP,
                        "--banyan.proxy.listen=127.0.0.1:" + taken.getLocalPort())) {
            assertThat(proxy.exit()).as(proxy.said()).isEqualTo(1);
            assertThat(proxy.said())
                    .contains("can't listen on 127.0.0.1:" + taken.getLocalPort() + " (banyan.proxy.listen)")
                    .contains("Stop the process that uses the port")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void syncWhosePortIsInUseEndsWithOneMessage() throws Exception {
        try (ServerSocket taken = new ServerSocket(0);
                BanyanProcess sync = BanyanProcess.startServer(
                        directory, "sync", "run", "--", "--server.port=" + taken.getLocalPort())) {
            assertThat(sync.exit()).as(sync.said()).isEqualTo(1);
            assertThat(sync.said())
                    .contains("Port " + taken.getLocalPort() + " was already in use")
                    .doesNotContain("\tat ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy", "sync"})
    void aServerThatTheControlStoreRefusesIsNotStarted(String server) throws Exception {
        Path config = site.withWrongPassword();
        try (BanyanProcess refused =
                BanyanProcess.start(directory, server, "run", "--config=" + config, "--", "--server.port=0")) {
            assertThat(refused.exit()).as(refused.said()).isEqualTo(4);
            assertThat(refused.said().lines()).singleElement().asString().contains("Access denied", "`control`");
            assertThat(refused.said()).doesNotContain("guessed");
        }
    }

    @Test
    void aProxyThatIsToldToEndLeavesTheFleetAndNothingRunning() throws Exception {
        try (ControlStore store = site.store();
                BanyanProcess proxy = BanyanProcess.startServer(
                        directory, "proxy", "run", "--", NO_WARM_UP, "--banyan.proxy.id=ends-in-order")) {
            Fleet fleet = new Fleet(store);
            await().atMost(LONG)
                    .untilAsserted(
                            () -> assertThat(fleet.list()).as(proxy.said()).hasSize(1));

            assertEndsInOrder(proxy);

            assertThat(fleet.list()).isEmpty();
        }
    }

    @Test
    void syncAnswersForTheQuarantineAndEndsWhenItIsTold() throws Exception {
        try (BanyanProcess sync =
                BanyanProcess.startServer(directory, "sync", "run", "--", "--server.port=" + freePort())) {
            must("phase", "start", "payments");
            // The value map knows no X: the row can't be stored, and what comes later for its key waits behind it.
            site.monolith.execute(
                    "INSERT INTO ruby.payments (mem_no, pay_stat) VALUES (5, 'X')",
                    "UPDATE ruby.payments SET pay_stat = 'A' WHERE mem_no = 5");
            await().atMost(LONG).until(() -> quarantined().size() == 2);
            String first = quarantined().path(0).path("id").asString();
            String second = quarantined().path(1).path("id").asString();
            assertThat(must("sync", "quarantine", "show", first)
                            .path("after")
                            .path("pay_stat")
                            .asString())
                    .isEqualTo("X");

            assertThat(must("sync", "quarantine", "retry").path("left").asInt()).isEqualTo(2);
            assertThat(quarantined().path(0).path("tries").asInt()).isPositive();
            assertThat(must("sync", "quarantine", "drop", first, "--yes")
                            .path("left")
                            .asInt())
                    .isEqualTo(1);
            assertThat(must("sync", "quarantine", "retry", second).path("left").asInt())
                    .isZero();

            assertThat(must("verify", "payments").path("rowsDifferent").asInt()).isZero();
            assertEndsInOrder(sync);
        }
    }

    private static void assertEndsInOrder(BanyanProcess server) throws InterruptedException {
        List<ProcessHandle> children = server.children();
        assertThat(children).isNotEmpty();

        server.signal("TERM");

        assertThat(server.exit()).as(server.said()).isEqualTo(5);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(server.said()).doesNotContain("\tat ");
    }

    private static JsonNode quarantined() {
        return must("sync", "quarantine", "list", "payments").path("rows");
    }

    private static JsonNode must(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--output=json");
        CommandLine.Printed printed = site.commands().must(all.toArray(String[]::new));
        return JsonMapper.shared().readTree(printed.out());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
