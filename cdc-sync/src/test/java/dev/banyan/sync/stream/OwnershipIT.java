package dev.banyan.sync.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftEvent;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftState;
import dev.banyan.control.stream.Direction;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may write, and what becomes of what others wrote. */
class OwnershipIT {
    @RegisterExtension
    static final SharedServers SERVERS = new SharedServers();

    private SyncStage stage;

    @BeforeEach
    void start() throws Exception {
        stage = new SyncStage(
                SERVERS.get(),
                "payments",
                PaymentsTables.MAPPING,
                List.of(
                        PaymentsTables.MONOLITH,
                        "INSERT INTO payments (pay_no, mem_no, pay_amt, pay_stat, memo) VALUES (1, 1, 100, 'A', 'm1'),"
                                + " (3, 2, 200, 'A', 'm2'), (5, NULL, 300, 'A', 'm3')"),
                List.of(PaymentsTables.SERVICE));
        stage.startPhase();
        stage.route();
        stage.startSync();
        stage.awaitSynced();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    private void drain() throws Exception {
        stage.fence(Direction.FORWARD);
        stage.fence(Direction.REVERSE);
    }

    private void same() throws Exception {
        assertThat(PaymentsTables.ofService(stage)).isEqualTo(PaymentsTables.ofMonolith(stage));
    }

    @Test
    void carriesWritesOfTheOwnerBothWaysWithoutAnEcho() throws Exception {
        stage.shift(10_000);
        stage.service(
                "INSERT INTO payment (member_id, amount, currency, status, created_at) VALUES (9, 900.00, 'KRW', 'PENDING', '2024-01-02 03:04:05')",
                "UPDATE payment SET status = 'CANCELLED' WHERE id = 1");
        drain();
        same();
        assertThat(stage.monolithRows("SELECT memo FROM payments WHERE pay_no = 1"))
                .containsExactly("m1");
        assertThat(stage.monolithRows("SELECT memo FROM payments WHERE mem_no = 9"))
                .containsExactly("");
        long applied = stage.report(Direction.FORWARD).appliedRows();
        drain();
        assertThat(stage.report(Direction.FORWARD).appliedRows()).isEqualTo(applied);
        assertThat(stage.report(Direction.FORWARD).bypasses()).isZero();
        stage.shift(0);
        stage.monolith("UPDATE payments SET pay_stat = 'D' WHERE pay_no = 3");
        drain();
        same();
        assertThat(stage.serviceRows("SELECT COUNT(*) FROM banyan_conflict")).containsExactly("0");
        assertThat(stage.monolithRows("SELECT COUNT(*) FROM banyan_conflict")).containsExactly("0");
    }

    @Test
    void holdsRowsBehindAFenceUntilTheShiftIsDecided() throws Exception {
        Shift shift = stage.hold(10_000);
        stage.fence(Direction.FORWARD, shift.id());
        stage.fence(Direction.REVERSE, shift.id());
        stage.service("UPDATE payment SET status = 'CANCELLED' WHERE id = 1");
        await().pollDelay(500, TimeUnit.MILLISECONDS)
                .untilAsserted(() -> assertThat(stage.monolithRows("SELECT pay_stat FROM payments WHERE pay_no = 1"))
                        .containsExactly("A"));
        ShiftJournal journal = new ShiftJournal(stage.store);
        journal.done(journal.commit(journal.fenced(shift, "both")), "done");
        drain();
        same();
        await().untilAsserted(() -> assertThat(stage.serviceRows("SELECT split, pending_shift FROM banyan_position"))
                .containsExactly("10000|0"));
        assertThat(stage.monolithRows("SELECT COUNT(*) FROM banyan_conflict")).containsExactly("0");
    }

    @Test
    void keepsOwnersWhenTheShiftBehindAFenceIsAborted() throws Exception {
        Shift shift = stage.hold(10_000);
        stage.fence(Direction.FORWARD, shift.id());
        stage.fence(Direction.REVERSE, shift.id());
        new ShiftJournal(stage.store).abort(shift, "test", "changed our mind");
        stage.monolith("UPDATE payments SET pay_stat = 'C' WHERE pay_no = 1");
        drain();
        same();
        assertThat(stage.serviceRows("SELECT COUNT(*) FROM banyan_conflict")).containsExactly("0");
    }

    /** Proxies are first at it, where there are any. */
    @Test
    void abortsAShiftThatNobodyElseEnds() throws Exception {
        Shift shift = stage.hold(10_000, Duration.ofMillis(100));
        stage.fence(Direction.FORWARD, shift.id());
        stage.fence(Direction.REVERSE, shift.id());
        stage.monolith("UPDATE payments SET pay_stat = 'C' WHERE pay_no = 1");
        drain();
        same();
        ShiftJournal journal = new ShiftJournal(stage.store);
        ShiftEvent last = journal.events(shift.id()).stream()
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(last.state()).isEqualTo(ShiftState.ABORTED);
        assertThat(last.actor()).isEqualTo("sync");
        assertThat(last.at()).isAfter(shift.deadline().plusSeconds(1));
    }

    @Test
    void appliesABypassOntoItsBeforeImage() throws Exception {
        stage.shift(10_000);
        stage.monolith(
                "UPDATE payments SET pay_stat = 'C' WHERE pay_no = 1",
                "INSERT INTO payments (mem_no, pay_amt, pay_stat, memo) VALUES (7, 0, 'A', 'corr')");
        drain();
        same();
        assertThat(stage.serviceRows("SELECT kind, operation, applied, send_back FROM banyan_conflict ORDER BY id"))
                .containsExactly("BYPASS|UPDATE|1|NONE", "BYPASS|INSERT|1|NONE");
        await().untilAsserted(() ->
                assertThat(stage.report(Direction.FORWARD).bypasses()).isEqualTo(2));
    }

    @Test
    void sendsTheOwnersRowBackOverABypassThatDoesNotFit() throws Exception {
        stage.shift(10_000);
        // Triggers nothing: the service's row is changed while nobody carries it over.
        stage.service("SET @banyan_apply = 1", "UPDATE payment SET amount = 111 WHERE id = 1");
        stage.monolith("UPDATE payments SET pay_amt = 222 WHERE pay_no = 1");
        stage.monolith("UPDATE payments SET pay_amt = 333 WHERE pay_no = 1");
        await().atMost(SyncStage.PATIENCE).untilAsserted(() -> {
            same();
            assertThat(stage.serviceRows("SELECT amount FROM payment WHERE id = 1"))
                    .containsExactly("111.00");
            assertThat(stage.serviceRows("SELECT COUNT(*) FROM banyan_conflict WHERE send_back = 'PENDING'"))
                    .containsExactly("0");
        });
    }

    @Test
    void recordsAConflictAndLetsTheOwnerWin() throws Exception {
        stage.service(
                "SET @a = 1",
                "UPDATE payment SET amount = 999 WHERE id = 1"); // recorded as bypass, for the monolith owns it
        stage.monolith("DELETE FROM payments WHERE pay_no = 3");
        drain();
        assertThat(stage.serviceRows("SELECT COUNT(*) FROM payment WHERE id = 3"))
                .containsExactly("0");
        await().atMost(SyncStage.PATIENCE).untilAsserted(this::same);
        stage.report(Direction.FORWARD);
        // Without its stream: a row that the owner's change does not expect.
        stage.want(Direction.REVERSE, true);
        stage.service("UPDATE payment SET amount = 555 WHERE id = 5");
        stage.monolith("UPDATE payments SET pay_stat = 'C' WHERE pay_no = 5");
        stage.fence(Direction.FORWARD);
        assertThat(stage.serviceRows("SELECT amount, status FROM payment WHERE id = 5"))
                .containsExactly("300.00|CANCELLED");
        assertThat(stage.serviceRows("SELECT kind, table_name, row_key, applied FROM banyan_conflict"))
                .containsExactly("CONFLICT|payment|pay_no=5|1");
    }

    @Test
    void recordsWhatArrivesLateBehindARollbackWithoutFences() throws Exception {
        stage.shift(10_000);
        stage.want(Direction.REVERSE, true);
        stage.service("UPDATE payment SET status = 'CANCELLED' WHERE id IN (1, 3)");
        stage.rollbackAcceptingMissing();
        stage.monolith("UPDATE payments SET pay_amt = 777 WHERE pay_no = 1");
        stage.fence(Direction.FORWARD);
        stage.want(Direction.REVERSE, false);
        drain();
        // Written since by the monolith: stays. As the late change expects it: changed.
        assertThat(stage.monolithRows("SELECT pay_no, pay_amt, pay_stat FROM payments WHERE pay_no < 5"))
                .containsExactly("1|777|A", "3|200|C");
        assertThat(stage.monolithRows("SELECT kind, row_key, operation, applied FROM banyan_conflict ORDER BY id"))
                .containsExactly("BYPASS|id=1|UPDATE|0", "BYPASS|id=3|UPDATE|1");
        await().atMost(SyncStage.PATIENCE).untilAsserted(() -> {
            assertThat(stage.monolithRows("SELECT send_back FROM banyan_conflict ORDER BY id"))
                    .containsExactly("SENT", "NONE");
            same();
        });
    }

    @Test
    void countsIdsThatTheOtherSideShouldHaveGiven() throws Exception {
        stage.monolith("INSERT INTO payments (pay_no, mem_no, pay_amt, pay_stat) VALUES (101, 1, 1, 'A')");
        stage.fence(Direction.FORWARD);
        assertThat(stage.serviceRows("SELECT wrong_ids FROM banyan_position")).containsExactly("0");
        stage.monolith("INSERT INTO payments (pay_no, mem_no, pay_amt, pay_stat) VALUES (200, 1, 1, 'A')");
        stage.fence(Direction.FORWARD);
        stage.shift(10_000);
        stage.service(
                "INSERT INTO payment (id, member_id, amount, currency, status) VALUES (301, 1, 1, 'KRW', 'APPROVED'),"
                        + " (302, 1, 1, 'KRW', 'APPROVED'), (303, 1, 1, 'KRW', 'APPROVED')");
        drain();
        same();
        await().untilAsserted(() -> {
            assertThat(stage.report(Direction.FORWARD).wrongIds()).isEqualTo(1);
            assertThat(stage.report(Direction.REVERSE).wrongIds()).isEqualTo(2);
        });
        assertThat(stage.serviceRows("SELECT wrong_ids FROM banyan_position")).containsExactly("1");
    }

    @Test
    void clearsAwayMeasuringFencesOfOldWithoutCarryingThat() throws Exception {
        String old = "INSERT INTO banyan_fence (id, shift_id, phase, origin, written_at) VALUES"
                + " ('check-old', 0, 'payments', '%1$s', NOW() - INTERVAL 2 HOUR),"
                + " ('shift-old', 1, 'payments', '%2$s', NOW() - INTERVAL 2 HOUR),"
                + " ('check-other', 0, 'orders', '%1$s', NOW() - INTERVAL 2 HOUR),"
                + " ('check-recent', 0, 'payments', '%2$s', NOW() - INTERVAL 50 MINUTE)";
        // Under the marks of their origins at either side, as if the streams had carried them.
        stage.monolith(old.formatted("SERVICE", "SERVICE"));
        stage.service(old.formatted("MONOLITH", "MONOLITH"));
        drain();
        String left = "SELECT id FROM banyan_fence WHERE id NOT LIKE 'test-%' ORDER BY id";
        assertThat(stage.monolithRows(left)).containsExactly("check-other", "check-recent", "shift-old");
        assertThat(stage.serviceRows(left)).containsExactly("check-other", "check-recent", "shift-old");
        stage.monolith("DELETE FROM banyan_fence WHERE id = 'check-recent'");
        drain();
        assertThat(stage.serviceRows(left)).containsExactly("check-other", "check-recent", "shift-old");
    }

    @Test
    void quarantinesWhatCanNotBeStoredAndQueuesLaterChangesBehind() throws Exception {
        stage.monolith(
                "INSERT INTO payments (pay_no, mem_no, pay_amt, pay_stat) VALUES (11, 1, 1, 'X'), (13, 1, 2, 'A')",
                "UPDATE payments SET pay_amt = 5 WHERE pay_no = 11");
        stage.fence(Direction.FORWARD);
        assertThat(stage.serviceRows("SELECT id FROM payment WHERE id > 10")).containsExactly("13");
        assertThat(stage.serviceRows("SELECT table_name, row_key, operation FROM banyan_quarantine ORDER BY id"))
                .containsExactly("payments|pay_no=11|INSERT", "payments|pay_no=11|UPDATE");
        await().untilAsserted(() ->
                assertThat(stage.report(Direction.FORWARD).quarantined()).isEqualTo(2));

        stage.monolith("UPDATE payments SET pay_stat = 'A' WHERE pay_no = 11");
        stage.fence(Direction.FORWARD);
        StreamId id = new StreamId("payments", Direction.FORWARD);
        assertThat(stage.supervisor.retryQuarantine(id, null).get(10, TimeUnit.SECONDS))
                .isEqualTo("{\"applied\":0,\"left\":3}");
        for (String row : stage.serviceRows("SELECT id FROM banyan_quarantine ORDER BY id LIMIT 2")) {
            stage.supervisor.dropQuarantined(id, Long.parseLong(row)).get(10, TimeUnit.SECONDS);
        }
        assertThat(stage.supervisor.retryQuarantine(id, null).get(10, TimeUnit.SECONDS))
                .isEqualTo("{\"applied\":1,\"left\":0}");
        same();
    }
}
