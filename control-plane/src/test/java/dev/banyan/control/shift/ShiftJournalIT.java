package dev.banyan.control.shift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.Gates;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.routing.Documents;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.routing.ShiftInForce;
import dev.banyan.control.routing.ShiftInForce.Stage;
import dev.banyan.control.store.ControlStoreServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ShiftJournalIT {
    private static final ControlStoreServer SERVER = new ControlStoreServer();
    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private final ShiftJournal journal = new ShiftJournal(SERVER.store());
    private final Revisions revisions = new Revisions(SERVER.store());
    private final Phases phases = new Phases(SERVER.store());

    @BeforeEach
    void aSyncedPhase() {
        SERVER.reset();
        revisions.change("kim", "start", document -> Documents.withPayments(0));
        PhaseDefinition definition = new PhaseDefinition(
                "payments",
                "payment",
                List.of(),
                List.of(),
                PhaseDefinition.Mode.KEYED,
                PhaseDefinition.Ids.INTERLEAVE,
                PhaseDefinition.Triggers.FIRE,
                PhaseDefinition.Conflicts.OWNER_WINS,
                Gates.DEFAULT,
                HoldLimits.DEFAULT,
                PhaseDefinition.After.SYNC);
        SERVER.store().transaction(handle -> {
            Phases.start(handle, definition, KeyRule.INTEGER, "kim");
            return Phases.move(handle, "payments", PhaseState.SYNCING, PhaseState.SYNCED, 0);
        });
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    private Shift begin() {
        return journal.begin("payments", ShiftKind.SHIFT, 2_500, "kim", false);
    }

    private PhaseRouting routing() {
        return revisions.newest().document().phases().get("payments");
    }

    @Test
    void movesJournalRoutingAndPhaseTogether() {
        Shift shift = begin();
        shift = journal.arm(shift);
        assertThat(routing().shift()).isEqualTo(new ShiftInForce(shift.id(), Stage.ARMED, 0, 2_500));
        assertThat(routing().split()).isZero();

        shift = journal.hold(shift, DEADLINE);
        assertThat(routing().shift()).isEqualTo(new ShiftInForce(shift.id(), Stage.HELD, 0, 2_500));

        shift = journal.commit(journal.fenced(shift, "drained"));
        assertThat(routing().split()).isEqualTo(2_500);
        assertThat(routing().shift()).isEqualTo(new ShiftInForce(shift.id(), Stage.RELEASED, 0, 2_500));
        assertThat(phases.find("payments").orElseThrow().state()).isEqualTo(PhaseState.SHIFTING);
        assertThat(phases.find("payments").orElseThrow().split()).isEqualTo(2_500);

        shift = journal.done(shift, "all well");
        assertThat(routing().shift()).isNull();
        assertThat(shift.revision()).isEqualTo(revisions.newest().number());
        assertThat(journal.running()).isEmpty();
        assertThat(journal.events(shift.id()))
                .extracting(ShiftEvent::state)
                .containsExactly(
                        ShiftState.PREPARING,
                        ShiftState.ARMED,
                        ShiftState.HELD,
                        ShiftState.FENCED,
                        ShiftState.COMMITTED,
                        ShiftState.DONE);
    }

    @Test
    void abortsFromEveryUndecidedStateAndReleasesAtTheOldOwner() {
        for (int steps = 0; steps < 4; steps++) {
            Shift shift = begin();
            shift = steps > 0 ? journal.arm(shift) : shift;
            shift = steps > 1 ? journal.hold(shift, DEADLINE) : shift;
            shift = steps > 2 ? journal.fenced(shift, "drained") : shift;

            Shift aborted = journal.abort(shift, "kim", "changed my mind");

            assertThat(aborted.state()).isEqualTo(ShiftState.ABORTED);
            assertThat(routing().shift()).isNull();
            assertThat(routing().split()).isZero();
            assertThat(journal.running()).isEmpty();
        }
        assertThat(phases.find("payments").orElseThrow().state()).isEqualTo(PhaseState.SYNCED);
    }

    @Test
    void oneShiftAtATime() {
        Shift first = begin();

        assertThatThrownBy(this::begin)
                .isInstanceOf(ShiftRunningException.class)
                .hasMessageContaining("Shift " + first.id())
                .hasMessageContaining("banyan phase resume payments");
    }

    @Test
    void aCoordinatorThatSleptFindsThatItLost() {
        Shift mine = journal.arm(begin());
        Shift theirs = journal.takeOver(mine, "lee");

        assertThatThrownBy(() -> journal.hold(mine, DEADLINE))
                .isInstanceOf(ShiftLostException.class)
                .hasMessageContaining("lee");
        assertThat(journal.hold(theirs, DEADLINE).state()).isEqualTo(ShiftState.HELD);
    }

    @Test
    void aStepIsTakenOnce() {
        Shift shift = begin();
        journal.arm(shift);

        assertThatThrownBy(() -> journal.arm(shift)).isInstanceOf(ShiftLostException.class);
    }

    @Test
    void neverCommitsPastTheDeadline() {
        Shift shift = journal.fenced(journal.hold(journal.arm(begin()), Duration.ofMillis(100)), "drained");
        await().until(() -> SERVER.store().now().isAfter(shift.deadline()));

        assertThatThrownBy(() -> journal.commit(shift)).isInstanceOf(ShiftLostException.class);
        assertThat(routing().split()).isZero();
        assertThat(phases.find("payments").orElseThrow().state()).isEqualTo(PhaseState.SYNCED);
    }

    @Test
    void anybodyMayAbortPastTheDeadlineAndNobodyBefore() {
        Shift shift = journal.hold(journal.arm(begin()), Duration.ofMillis(500));
        assertThat(journal.abortOverdue(shift, "proxy-1")).isFalse();

        await().until(() -> journal.abortOverdue(shift, "proxy-1"));

        assertThat(routing().shift()).isNull();
        assertThatThrownBy(() -> journal.fenced(shift, "late")).isInstanceOf(ShiftLostException.class);
    }

    @Test
    void whoAbortsNeverWaitsForAnotherWhoIsAtIt() {
        Shift shift = journal.hold(journal.arm(begin()), Duration.ofMillis(100));
        await().until(() -> SERVER.store().now().isAfter(shift.deadline()));

        boolean meanwhile = SERVER.store().transaction(handle -> {
            ShiftRows.lock(handle, shift.id());
            return CompletableFuture.supplyAsync(() -> journal.abortOverdue(shift, "proxy-2"))
                    .join();
        });

        assertThat(meanwhile).isFalse();
        assertThat(routing().shift()).isNotNull();
        assertThat(journal.abortOverdue(shift, "proxy-2")).isTrue();
        assertThat(routing().shift()).isNull();
    }

    @Test
    void theNextShiftWaitsForWhoAbortsTheOneBefore() throws Exception {
        Shift overdue = journal.hold(journal.arm(begin()), Duration.ofMillis(100));
        await().until(() -> SERVER.store().now().isAfter(overdue.deadline()));
        CompletableFuture<Shift> next = new CompletableFuture<>();

        SERVER.store().transaction(handle -> {
            ShiftRows.lock(handle, overdue.id());
            next.completeAsync(this::begin);
            await().until(() -> SERVER.waitsForALock());
            return true;
        });

        assertThat(next.get(5, TimeUnit.SECONDS).id()).isGreaterThan(overdue.id());
        assertThat(journal.find(overdue.id()).orElseThrow().state()).isEqualTo(ShiftState.ABORTED);
    }

    @Test
    void nobodyAbortsWhatIsCommitted() {
        Shift shift =
                journal.commit(journal.fenced(journal.hold(journal.arm(begin()), Duration.ofMillis(400)), "drained"));
        await().until(() -> SERVER.store().now().isAfter(shift.deadline()));

        assertThat(journal.abortOverdue(shift, "proxy-1")).isFalse();
        assertThatThrownBy(() -> journal.abort(shift, "kim", "too late")).isInstanceOf(ShiftLostException.class);
        assertThat(routing().split()).isEqualTo(2_500);
    }

    @Test
    void survivesRevisionsOfOthersInBetween() {
        Shift shift = journal.arm(begin());
        Revision other = revisions.change(
                "lee", "another service", document -> document.withUpstream("menu", List.of("http://m")));

        shift = journal.hold(shift, DEADLINE);

        assertThat(shift.revision()).isEqualTo(other.number() + 1);
        assertThat(revisions.newest().document().upstreams()).containsKey("menu");
    }

    @Test
    void aRevisionThatSlipsInWhileAStepWaitsForTheEntryIsKept() throws Exception {
        Shift armed = journal.arm(begin());
        CompletableFuture<Shift> held = new CompletableFuture<>();

        Revision other = SERVER.store().transaction(handle -> {
            ShiftRows.lock(handle, armed.id());
            held.completeAsync(() -> journal.hold(armed, DEADLINE));
            await().until(() -> SERVER.waitsForALock());
            return revisions.change(
                    "lee", "another service", document -> document.withUpstream("menu", List.of("http://m")));
        });

        assertThat(held.get(5, TimeUnit.SECONDS).revision()).isEqualTo(other.number() + 1);
        assertThat(revisions.newest().document().upstreams()).containsKey("menu");
    }

    @Test
    void rollsBackToSynced() {
        Shift there = begin();
        journal.done(journal.commit(journal.fenced(journal.hold(journal.arm(there), DEADLINE), "drained")), "there");
        Shift back = journal.begin("payments", ShiftKind.ROLLBACK, 0, "kim", false);

        journal.done(journal.commit(journal.fenced(journal.hold(journal.arm(back), DEADLINE), "drained")), "back");

        assertThat(routing().split()).isZero();
        assertThat(phases.find("payments").orElseThrow().state()).isEqualTo(PhaseState.SYNCED);
        assertThat(journal.history("payments")).hasSize(2);
    }
}
