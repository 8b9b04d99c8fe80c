package dev.banyan.playbooks.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.cli.playbook.Step;
import dev.banyan.playbooks.load.Load;
import dev.banyan.playbooks.load.LoadPlan;
import dev.banyan.playbooks.load.TestProxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FaultWindowsTest {
    private static final int RATE = 100;
    private static final Step DIES = step("dies", "down", List.of("orders", "payments"));
    private static final Step BACKLOG = step("backlog", "down", List.of());
    private static final Step RETURNS = step("returns", "down", List.of());
    private static final Step VERIFY = step("verify", "", List.of());

    @TempDir
    private Path folder;

    @Test
    void mendsNothingBeforeEachKindThatIsToBeSparedWasAskedFor() throws Exception {
        try (TestProxy proxy = new TestProxy(0, TestProxy::shop);
                Load load = Load.start(new LoadPlan(
                        Map.of("proxy-1", URI.create(proxy.uri().toString())), RATE, 42, folder.resolve("log")))) {
            FaultWindows windows = new FaultWindows(load, RATE);

            windows.before(DIES);
            windows.after(DIES, List.of(RETURNS, VERIFY));

            assertThat(load.windows()).singleElement().satisfies(window -> {
                assertThat(window.kind("orders").requests()).isPositive();
                assertThat(window.kind("payments").requests()).isPositive();
            });
            windows.before(RETURNS);
            windows.after(RETURNS, List.of(VERIFY));
            windows.before(VERIFY);
            windows.after(VERIFY, List.of());
            assertThat(load.windows()).hasSize(1);
        }
    }

    @Test
    @Timeout(20)
    void waitsOnlyBeforeTheStepThatMends() throws Exception {
        try (TestProxy proxy = new TestProxy(0, TestProxy::shop);
                Load load = Load.start(new LoadPlan(
                        Map.of("proxy-1", URI.create(proxy.uri().toString())), RATE, 42, folder.resolve("log")))) {
            load.rest();
            FaultWindows windows = new FaultWindows(load, RATE);

            windows.before(DIES);
            windows.after(DIES, List.of(BACKLOG, RETURNS, VERIFY));

            assertThat(load.windows())
                    .singleElement()
                    .satisfies(window -> assertThat(window.requests()).isZero());
        }
    }

    private static Step step(String name, String fault, List<String> spares) {
        return new Step(
                name, "why", "banyan stack status", List.of(), Duration.ofSeconds(9), 0, "what", fault, spares, false);
    }
}
