package dev.banyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.phase.Phase;
import dev.banyan.playbooks.check.CheckReport;
import dev.banyan.playbooks.check.CheckSources;
import dev.banyan.playbooks.check.Checker;
import dev.banyan.playbooks.check.PaymentsOwner;
import dev.banyan.playbooks.load.Load;
import dev.banyan.playbooks.load.LoadPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The demo's stack, small, with its payments phase and a load running. */
final class RunningMigration extends RunningStack {
    private static final String PAYMENTS = "payments";

    private final Load load;
    private final Path log;

    private RunningMigration(String name, int orders, int rate, long seed, List<String> proxySettings) {
        super(folder(name), withProxySettings(smaller(orders), proxySettings));
        log = directory().resolve("requests.ndjson");
        System.out.println("end-to-end " + name + ": seed " + seed);
        Map<String, URI> proxies = new LinkedHashMap<>();
        for (String proxy : List.of("proxy-1", "proxy-2")) {
            proxies.put(proxy, address(proxy));
        }
        load = Load.start(new LoadPlan(proxies, rate, seed, log));
    }

    /** @param proxySettings of both proxies, besides the demo's */
    static RunningMigration start(String name, int orders, int rate, String... proxySettings) {
        return new RunningMigration(name, orders, rate, System.nanoTime() % 100_000, List.of(proxySettings));
    }

    /** Lets the phase shift although frozen proxies fail their customers; to be called before it is started. */
    void openTrafficGates() {
        try {
            String strict = Files.readString(config());
            String open = strict.replaceFirst("error-rate: [^,]*", "error-rate: 90%")
                    .replaceFirst("p99-ratio: [^,]*", "p99-ratio: 1000");
            assertThat(open).isNotEqualTo(strict);
            Files.writeString(config(), open);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The stack's own file, with less to seed. */
    private static String smaller(int orders) {
        try {
            String yaml = Files.readString(BanyanProcess.home().resolve("playbooks/stack.yaml"));
            String seeded = yaml.replaceAll("\\s+- --ruby\\.seed\\.[^\n]*", "")
                    .replace(
                            "      - --ruby.payments.mode=http",
                            "      - --ruby.seed.members=500\n      - --ruby.seed.shops=20\n      - --ruby.seed.orders="
                                    + orders + "\n      - --ruby.payments.mode=http");
            assertThat(seeded).contains("--ruby.seed.orders=" + orders);
            return seeded;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withProxySettings(String stack, List<String> settings) {
        StringBuilder more = new StringBuilder();
        settings.forEach(setting -> more.append("\n      - ").append(setting));
        String lastSetting = "--banyan.proxy.state=${dir}/";
        assertThat(stack).contains(lastSetting + "proxy-1\n", lastSetting + "proxy-2\n");
        return stack.replace(lastSetting + "proxy-1", lastSetting + "proxy-1" + more)
                .replace(lastSetting + "proxy-2", lastSetting + "proxy-2" + more);
    }

    Load load() {
        return load;
    }

    Phase phase() {
        return phase(PAYMENTS);
    }

    /** Settles, then asserts that journal, routing and phase agree on one owner and both databases are equal. */
    void assertWhole() {
        assertWhole(PAYMENTS);
    }

    /** Ends the load and asserts every promise to its customers: nothing lost, doubled or changed, and no request failed. */
    void assertPromisesKept(PaymentsOwner owner) {
        assertNoWriteLost(owner);
        assertThat(load.failures()).isEmpty();
    }

    /** Ends the load and asserts that every acknowledged write is where it belongs, once, as it was told. */
    void assertNoWriteLost(PaymentsOwner owner) {
        load.close();
        settle();
        CheckReport report = Checker.check(
                new CheckSources(
                        log,
                        migration().monolith().database(),
                        migration().services().get("payment").database(),
                        address("gateway")),
                owner);
        assertThat(report.acknowledgedWrites()).isPositive();
        assertThat(report.findings()).isEmpty();
    }

    @Override
    public void close() {
        load.close();
        super.close();
    }
}
