package dev.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.evidence.Audit;
import dev.banyan.control.evidence.Evidence;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.stream.Streams;
import dev.banyan.control.stream.Work;
import dev.banyan.control.stream.WorkQueue;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A phase from PLANNED to COMPLETE, as far as it goes with neither proxy nor sync. */
class PhaseLifeIT extends CommandsOnServers {
    @Test
    void listsAPhaseThatWasNeverStarted() {
        Typed typed = Typed.json(directory, "phase", "list");

        assertThat(typed.exit()).isZero();
        JsonNode payments = typed.json().path("phases").path("payments");
        assertThat(payments.path("state").stringValue()).isEqualTo("PLANNED");
        assertThat(payments.path("split").stringValue()).isEqualTo("0%");
    }

    @Test
    void aDryRunOfStartPrintsThePlanAndChangesNothing() {
        Typed typed = Typed.json(directory, "phase", "start", "payments", "--dry-run");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.json().path("dryRun").booleanValue()).isTrue();
        assertThat(typed.json().path("steps").path(0).stringValue())
                .contains("freeze 'payments' as SYNCING", "keys compared as integer", "http://127.0.0.1:9101");
        assertThat(new Phases(store).list()).isEmpty();
        assertThat(new Revisions(store).newest().number()).isZero();
        assertThat(new Audit(store).newest(10)).isEmpty();
    }

    @Test
    void startFreezesTheDefinitionAndRoutesNothingAway() {
        Typed typed = start();

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.json().path("state").stringValue()).isEqualTo("SYNCING");
        Phase phase = new Phases(store).find("payments").orElseThrow();
        assertThat(phase.keyRule()).hasToString("INTEGER");
        JsonNode traffic = Typed.json(directory, "traffic", "show").json();
        assertThat(traffic.path("revision").intValue()).isEqualTo(1);
        assertThat(traffic.path("phases").path("payments").path("split").stringValue())
                .isEqualTo("0%");
        assertThat(traffic.path("upstreams").path("payment").path(0).stringValue())
                .isEqualTo("http://127.0.0.1:9101");
        assertThat(new Audit(store).newest(1).get(0).action()).isEqualTo("phase start");
    }

    @Test
    void startingAgainChangesNothing() {
        synced();

        Typed typed = Typed.json(directory, "phase", "start", "payments");

        assertThat(typed.exit()).isZero();
        assertThat(typed.json().path("state").stringValue()).isEqualTo("SYNCED");
        assertThat(new Revisions(store).newest().number()).isEqualTo(1);
    }

    @Test
    void aPhaseThatHasMovedIsNotStartedAgain() {
        synced();
        new Phases(store).move("payments", PhaseState.SYNCED, PhaseState.CUT_OVER, 10_000);

        Typed typed = Typed.in(directory, "phase", "start", "payments");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("started already", "CUT_OVER");
    }

    @Test
    void aStartedPhaseKeepsItsDefinition() {
        start();
        Servers.write(directory, servers.text().replace("/api/payments/**", "/api/pay/**"));

        Typed typed = Typed.in(directory, "phase", "start", "payments");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("another definition", "banyan phase cancel payments");
    }

    @Test
    void onlyACutOverAndVerifiedPhaseIsCompleted() {
        synced();
        assertThat(Typed.in(directory, "phase", "complete", "payments", "--yes").err())
                .contains("is SYNCED; only one that is CUT_OVER");
        new Phases(store).move("payments", PhaseState.SYNCED, PhaseState.CUT_OVER, 10_000);
        assertThat(Typed.in(directory, "phase", "complete", "payments", "--yes").err())
                .contains("never verified");
        new Evidence(store).store("payments", Evidence.VERIFY, false, result(2));

        Typed typed = Typed.in(directory, "phase", "complete", "payments", "--yes");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("2 different", "banyan verify payments");
    }

    @Test
    void aCompletedPhaseRefusesTheMonolithsOwnWrites() throws Exception {
        synced();
        new Phases(store).move("payments", PhaseState.SYNCED, PhaseState.CUT_OVER, 10_000);
        new Evidence(store).store("payments", Evidence.VERIFY, true, result(0));
        assertThat(Typed.json(directory, "phase", "complete", "payments", "--dry-run")
                        .json()
                        .path("steps")
                        .size())
                .isEqualTo(2);

        Typed typed = Typed.json(directory, "phase", "complete", "payments", "--yes");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.json().path("state").stringValue()).isEqualTo("COMPLETE");
        try (var connection = servers.sites().connect("ruby");
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("INSERT INTO payments (mem_no, pay_amt) VALUES (1, 2)"))
                    .hasMessageContaining("table payments moved to service payment");
            statement.execute("SET @banyan_apply = 1");
            statement.execute("INSERT INTO payments (mem_no, pay_amt) VALUES (1, 2)");
            statement.execute("SET @banyan_apply = NULL");
            assertThatThrownBy(() -> statement.execute("DELETE FROM payments"))
                    .hasMessageContaining("moved to service payment");
        }
    }

    @Test
    void aCompletedPhaseThatKeepsItsTablesLeavesThemWritable() throws Exception {
        Servers.write(directory, servers.text() + "    after: keep\n");
        synced();
        new Phases(store).move("payments", PhaseState.SYNCED, PhaseState.CUT_OVER, 10_000);
        new Evidence(store).store("payments", Evidence.VERIFY, true, result(0));
        JsonNode steps = Typed.json(directory, "phase", "complete", "payments", "--dry-run")
                .json()
                .path("steps");
        assertThat(steps.size()).isEqualTo(1);
        assertThat(steps.path(0).stringValue()).isEqualTo("move 'payments' to COMPLETE");

        Typed typed = Typed.json(directory, "phase", "complete", "payments", "--yes");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(typed.json().path("state").stringValue()).isEqualTo("COMPLETE");
        assertThat(new Audit(store).newest(1).get(0).detail()).isEqualTo("after: KEEP");
        try (var connection = servers.sites().connect("ruby");
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("INSERT INTO payments (mem_no, pay_amt) VALUES (1, 2)"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aStreamIsNotEndedWhileAFeedReadsTheCopyThatItKeeps() {
        String text = servers.text().replace("services:", "services:\n  books: { http: [ \"http://127.0.0.1:1\" ] }")
                + "  books:\n    service: books\n    feed: true\n    tables: [ { from: payments } ]\n";
        Servers.write(directory, text);
        synced();
        Phases phases = new Phases(store);
        phases.move("payments", PhaseState.SYNCED, PhaseState.CUT_OVER, 10_000);
        phases.move("payments", PhaseState.CUT_OVER, PhaseState.COMPLETE, 10_000);
        PhaseDefinition books = Objects.requireNonNull(
                MigrationFile.parse("migration.yaml", text, Map.of()).phases().get("books"));
        store.transaction(handle -> {
            Phases.start(handle, books, null, "test");
            return true;
        });

        Typed refused = Typed.in(directory, "phase", "complete", "payments", "--end-sync", "--yes");

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).contains("by feed books", "banyan phase complete books --end-sync");
    }

    @Test
    void cancelTakesAPhaseOffRoutingAndList() {
        synced();
        Thread sync = new Thread(this::answerCleanUp);
        assertThat(Typed.in(directory, "phase", "cancel", "payments", "--dry-run")
                        .exit())
                .isZero();
        assertThat(new Phases(store).list()).hasSize(1);
        sync.start();

        Typed typed = Typed.in(directory, "phase", "cancel", "payments", "--yes");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(new Phases(store).list()).isEmpty();
        assertThat(new Revisions(store).newest().document().phases()).isEmpty();
    }

    @Test
    void aPhaseThatHasMovedIsNotCancelled() {
        synced();
        new Phases(store).move("payments", PhaseState.SYNCED, PhaseState.CUT_OVER, 10_000);

        Typed typed = Typed.in(directory, "phase", "cancel", "payments", "--yes");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("CUT_OVER", "banyan phase rollback payments");
    }

    @Test
    void showsAPhaseWithItsGates() {
        start();
        new Streams(store).report(List.of(report()), "sync-1");

        Typed typed = Typed.in(directory, "phase", "show", "payments");

        assertThat(typed.exit()).isZero();
        assertThat(typed.out()).contains("state", "SYNCING", "lag forward", "2000 ms", "120 ms", "never verified");
    }

    private void answerCleanUp() {
        WorkQueue queue = new WorkQueue(store);
        Work work =
                await().until(() -> queue.claim("sync"), Optional::isPresent).orElseThrow();
        assertThat(work.arguments()).containsKey("definition");
        queue.finish(work.id(), true, "{}");
    }
}
