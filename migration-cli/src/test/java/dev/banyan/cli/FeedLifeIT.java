package dev.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.banyan.control.config.PhaseDefinition.After;
import dev.banyan.control.evidence.Audit;
import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.fleet.ProxyRegistration;
import dev.banyan.control.fleet.TrafficSample;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.shift.ShiftEvent;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftState;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamReport;
import dev.banyan.control.stream.StreamStatus;
import dev.banyan.control.stream.Streams;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A feed from PLANNED to COMPLETE; a proxy and a stream are played by the test. */
class FeedLifeIT extends CommandsOnServers {
    private static final String ROUTES = """
                routes:
                  - { path: /api/search, reads: [ GET, POST ] }
            """;

    private final ScheduledExecutorService players = Executors.newSingleThreadScheduledExecutor();
    private HttpServer service;

    @BeforeEach
    void aServiceThatAnswers() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.start();
        feed(ROUTES, "sync");
    }

    @AfterEach
    void stop() {
        players.shutdownNow();
        service.stop(0);
    }

    private void feed(String routes, String after) {
        write(routes + """
                    tables:
                      - { from: payments, columns: { pay_no: { to: id } } }
                    after: %s
                """.formatted(after));
    }

    private void write(String rest) {
        String text = servers.text();
        String head = text.substring(0, text.indexOf("services:"));
        Servers.write(directory, head + """
                services:
                  search: { http: [ "http://127.0.0.1:%d" ], token: letmein }
                phases:
                  search:
                    service: search
                    feed: true
                """.formatted(service.getAddress().getPort()) + rest);
    }

    private Typed run(String... arguments) {
        return Typed.json(directory, arguments);
    }

    private void started() {
        Typed typed = run("phase", "start", "search", "--no-wait");
        assertThat(typed.exit()).as(typed.err()).isZero();
        new Phases(store).move("search", PhaseState.SYNCING, PhaseState.SYNCED, 0);
    }

    /** Plays a proxy that follows every revision and a stream that lags a little. */
    private void play() {
        Fleet fleet = new Fleet(store);
        fleet.register(
                new ProxyRegistration("p1", "one", "http://127.0.0.1:1", "http://127.0.0.1:1", Duration.ofSeconds(1)));
        beat();
        var unused = players.scheduleWithFixedDelay(this::beat, 20, 20, TimeUnit.MILLISECONDS);
    }

    private void beat() {
        new Fleet(store).beat("p1", "one", new Revisions(store).newestNumber(), Duration.ZERO, 0, null);
        new Streams(store)
                .report(
                        List.of(new StreamReport(
                                "search", Direction.FORWARD, StreamStatus.STREAMING, 120, "at 4", "", 0, 0, 0, 0, 17)),
                        "sync-1");
    }

    private PhaseRouting routing() {
        return Objects.requireNonNull(
                new Revisions(store).newest().document().phases().get("search"));
    }

    @Test
    void startsOverTheMonolithsDatabaseAlone() {
        Typed dry = run("phase", "start", "search", "--dry-run");
        assertThat(dry.exit()).as(dry.err()).isZero();
        assertThat(dry.json().path("steps").path(0).stringValue())
                .contains("freeze 'search' as SYNCING", "a feed: writes stay with the monolith");

        started();

        JsonNode shown = run("phase", "show", "search").json();
        assertThat(shown.path("kind").stringValue()).isEqualTo("FEED");
        assertThat(shown.path("gates").toString()).doesNotContain("mismatches");
        assertThat(run("phase", "list")
                        .json()
                        .path("phases")
                        .path("search")
                        .path("mode")
                        .stringValue())
                .isEqualTo("feed");
        assertThat(routing().readsOnly()).isTrue();
    }

    @Test
    void readsAloneAreShiftedAndBroughtBack() {
        started();
        play();
        assertThat(run("phase", "shift", "search", "--to", "25%", "--dry-run")
                        .json()
                        .path("steps")
                        .toString())
                .contains("0% -> 25% of the reads")
                .doesNotContain("hold", "fence");

        Typed shift = run("phase", "shift", "search", "--to", "25%");

        assertThat(shift.exit()).as(shift.err()).isZero();
        assertThat(shift.json().path("holdMillis").longValue()).isZero();
        assertThat(routing().split()).isEqualTo(2_500);
        ShiftJournal journal = new ShiftJournal(store);
        assertThat(journal.events(journal.history("search").get(0).id()))
                .extracting(ShiftEvent::state)
                .doesNotContain(ShiftState.ARMED, ShiftState.HELD, ShiftState.FENCED)
                .endsWith(ShiftState.COMMITTED, ShiftState.DONE);
        assertThat(run("phase", "cutover", "search").exit()).isZero();
        assertThat(new Phases(store).find("search").orElseThrow().state()).isEqualTo(PhaseState.CUT_OVER);

        Typed back = run("phase", "rollback", "search");

        assertThat(back.exit()).as(back.err()).isZero();
        assertThat(routing().split()).isZero();
        assertThat(routing().shift()).isNull();
        assertThat(new Phases(store).find("search").orElseThrow().state()).isEqualTo(PhaseState.SYNCED);
    }

    @Test
    void gatesOnErrorsCountAndARollbackNeedsNoStream() {
        started();
        play();
        assertThat(run("phase", "shift", "search", "--to", "25%").exit()).isZero();
        new Fleet(store).report("p1", List.of(new TrafficSample("search", Owner.SERVICE, 1, 100, 0, 50, 0, 0, 10, 40)));

        Typed refused = run("phase", "cutover", "search");

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).contains("service answers 50.00%").doesNotContain("verif", "reverse");
        new Streams(store).remove("search");
        assertThat(run("phase", "rollback", "search").exit()).isZero();
    }

    @Test
    void whatAFeedCannotDoIsRefusedWithTheReason() {
        feed("", "sync");
        started();

        assertThat(run("verify", "search").err()).contains("is a feed", "banyan sync status");
        assertThat(run("phase", "cutover", "search").err())
                .contains("a feed without routes", "banyan phase complete search");
        assertThat(run("sync", "quarantine", "list").json().path("rows").isEmpty())
                .isTrue();
    }

    @Test
    void aFeedWithoutRoutesIsCompletedOnceItIsSynced() throws Exception {
        feed("", "keep");
        assertThat(run("phase", "start", "search", "--no-wait").exit()).isZero();
        assertThat(run("phase", "complete", "search", "--yes").err()).contains("only one that is SYNCED");
        new Phases(store).move("search", PhaseState.SYNCING, PhaseState.SYNCED, 0);
        assertThat(run("phase", "complete", "search", "--dry-run").out()).contains("the feed to search ends");

        Typed typed = run("phase", "complete", "search", "--yes");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.json().path("state").stringValue()).isEqualTo("COMPLETE");
        try (var connection = servers.sites().connect("ruby");
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("INSERT INTO payments (mem_no, pay_amt) VALUES (1, 2)"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aFeedWithRoutesIsCompletedOnlyOnceItIsCutOver() {
        started();

        Typed typed = run("phase", "complete", "search", "--yes");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("is SYNCED; only one that is CUT_OVER");
    }

    @Test
    void theStreamOfACompletedFeedIsEndedWhenNobodyNeedsItAnyMore() {
        feed("", "sync");
        started();
        assertThat(run("phase", "complete", "search", "--end-sync", "--yes").err())
                .contains("is SYNCED; only the stream of one that is COMPLETE");
        assertThat(run("phase", "complete", "search", "--yes").exit()).isZero();
        assertThat(run("phase", "complete", "search", "--end-sync", "--dry-run").out())
                .contains("end the stream of 'search'", "is told nothing more");

        // As another process may have written it: the same definition, in another text.
        store.transaction(handle -> handle.execute("UPDATE phase SET definition = CONCAT(' ', definition)"));

        Typed typed = run("phase", "complete", "search", "--end-sync", "--yes");

        assertThat(typed.exit()).as(typed.err()).isZero();
        Phase phase = new Phases(store).find("search").orElseThrow();
        assertThat(phase.state()).isEqualTo(PhaseState.COMPLETE);
        assertThat(phase.definition().after()).isEqualTo(After.KEEP);
        assertThat(new Audit(store).newest(1).get(0).detail()).isEqualTo("the stream has ended");
        assertThat(run("phase", "complete", "search", "--end-sync", "--yes").err())
                .contains("Nothing goes on after 'search'");
    }

    @Test
    void readsOfAServiceThatLearnsFromEventsMoveWithoutAStream() {
        write(ROUTES);
        assertThat(run("doctor", "search").json().path("findings").toString())
                .contains("The service answers")
                .doesNotContain("tables fit");
        assertThat(run("phase", "start", "search", "--dry-run").out())
                .contains("reads of a service that needs no stream", "until 'search' is SYNCED");
        started();
        play();
        new Streams(store).remove("search");

        Typed cutover = run("phase", "cutover", "search");

        assertThat(cutover.exit()).as(cutover.err()).isZero();
        assertThat(routing().split()).isEqualTo(10_000);
        Typed complete = run("phase", "complete", "search", "--yes");
        assertThat(complete.exit()).as(complete.err()).isZero();
        assertThat(run("phase", "complete", "search", "--end-sync", "--yes").err())
                .contains("Nothing goes on");
    }

    @Test
    void aFeedWithNeitherTablesNorRoutesIsRefused() {
        write("");

        Typed typed = run("phase", "start", "search", "--no-wait");

        assertThat(typed.exit()).isEqualTo(2);
        assertThat(typed.err()).contains("neither tables to tell of nor routes to shift");
    }

    @Test
    void doctorLooksAtTheSourceAndWhetherTheServiceAnswers() {
        assertThat(run("doctor", "search").json().path("findings").toString())
                .contains("The service answers", "1 tables fit");
        service.stop(0);

        Typed dead = run("doctor", "search");

        assertThat(dead.exit()).isEqualTo(4);
        assertThat(dead.json().path("findings").toString())
                .contains("does not answer within 3 s", "check 'services.search.http'");
        assertThat(run("phase", "start", "search", "--no-wait").exit()).isEqualTo(3);
    }
}
