package dev.banyan.proxy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.routing.RoutingDocument;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftKind;
import dev.banyan.control.store.ControlStore;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * A control store, a monolith, a service and any number of proxies in front of them. Each house has a fresh store on the
 * one server of all tests; its proxies reach it through a relay.
 */
final class House implements AutoCloseable {
    private static final DatabaseServer SERVER = TestServers.start();
    private static final AtomicInteger HOUSES = new AtomicInteger();

    static {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(20));
    }

    final StoreRelay relay = new StoreRelay(SERVER.port());
    final WireMockServer monolith = started();
    final WireMockServer service = started();
    final Path folder;
    final Path config;
    final Migration migration;
    final ControlStore store;
    final Revisions revisions;
    final ShiftJournal journal;
    final Fleet fleet;
    private final List<RunningProxy> proxies = new ArrayList<>();

    House(Path folder) {
        this.folder = folder;
        this.config = folder.resolve("migration.yaml");
        String schema = "banyan_" + HOUSES.incrementAndGet();
        SERVER.createSchema(schema);
        write(config, yaml(relay.port(), schema));
        migration = MigrationFile.parse("migration.yaml", yaml(SERVER.port(), schema), Map.of());
        store = ControlStore.open(migration.control(), 4);
        revisions = new Revisions(store);
        journal = new ShiftJournal(store);
        fleet = new Fleet(store);
        store.migrate();
        answer();
    }

    private void answer() {
        answer(monolith, "monolith");
        answer(service, "service");
    }

    /** Starts the phase: routed, synchronised, all of it at the monolith. */
    void startPhase() {
        PhaseDefinition phase = migration.phases().get("payments");
        store.transaction(handle -> {
            Phases.start(handle, phase, KeyRule.INTEGER, "test");
            return true;
        });
        new Phases(store).move("payments", PhaseState.SYNCING, PhaseState.SYNCED, 0);
        revisions.change(
                "test",
                "phase payments started",
                document -> document.withUpstream(
                                RoutingDocument.MONOLITH, migration.monolith().http())
                        .withUpstream(
                                "payment", migration.services().get("payment").http())
                        .withPhase(
                                "payments",
                                new PhaseRouting(
                                        "payment",
                                        phase.routes(),
                                        phase.mode(),
                                        KeyRule.INTEGER,
                                        phase.hold(),
                                        0,
                                        null)));
    }

    RunningProxy proxy(String... arguments) {
        RunningProxy proxy = RunningProxy.start(this, arguments);
        proxies.add(proxy);
        return proxy;
    }

    Shift begin(int to) {
        return journal.begin("payments", to > 0 ? ShiftKind.SHIFT : ShiftKind.ROLLBACK, to, "test", false);
    }

    /** Ends a shift that runs, gives everything back to the monolith, and forgets what both sides were asked and told. */
    void settle() {
        relay.restore();
        journal.running().ifPresent(this::end);
        if (revisions.newest().document().phases().get("payments").split() > 0) {
            Shift back = journal.hold(journal.arm(begin(0)), Duration.ofSeconds(10));
            journal.done(journal.commit(journal.fenced(back, "test")), "test");
        }
        monolith.resetAll();
        service.resetAll();
        answer();
    }

    private void end(Shift running) {
        if (running.state().undecided()) {
            journal.abort(running, "test", "the test is over");
        } else {
            journal.done(running, "the test is over");
        }
    }

    /** The n-th member whose cohort is below (or not below) a split. */
    static String member(boolean below, int split, int n) {
        return IntStream.range(1, 1_000_000)
                .filter(id -> (Cohorts.of("payments", Integer.toString(id)) < split) == below)
                .skip(n)
                .mapToObj(Integer::toString)
                .findFirst()
                .orElseThrow();
    }

    private String yaml(int port, String schema) {
        return """
                migration: ruby
                control:  { url: "jdbc:mysql://127.0.0.1:%d/%s", user: root, password: "" }
                proxy:    { listen: "127.0.0.1:0", admin: "127.0.0.1:0", token: secret }
                monolith:
                  http: [ "%s" ]
                  database: { url: "jdbc:mysql://127.0.0.1:1/ruby", user: none, password: none }
                services:
                  payment:
                    http: [ "%s" ]
                    database: { url: "jdbc:mysql://127.0.0.1:1/payment", user: none, password: none }
                phases:
                  payments:
                    service: payment
                    routes:
                      - path: /api/members/{memberId}/payments/**
                        key: path.memberId
                      - path: /api/payments/**
                        key: [ header.X-Member-Id, cookie.member, query.member ]
                        rewrite: /v2/payments/**
                    tables:
                      - { from: payments, to: payment, cohort: mem_no }
                    hold: { deadline: 3s, max-waiting: 20 }
                """.formatted(port, schema, monolith.baseUrl(), service.baseUrl());
    }

    private static WireMockServer started() {
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .bindAddress("127.0.0.1")
                .asynchronousResponseEnabled(true)
                .containerThreads(40));
        server.start();
        return server;
    }

    static void answer(WireMockServer server, String text) {
        server.stubFor(WireMock.any(WireMock.anyUrl())
                .atPriority(10)
                .willReturn(WireMock.ok(text).withHeader("Content-Type", "text/plain")));
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void closeProxies() {
        relay.restore();
        proxies.forEach(RunningProxy::close);
        proxies.clear();
    }

    @Override
    public void close() {
        closeProxies();
        monolith.stop();
        service.stop();
        store.close();
        relay.close();
    }
}
