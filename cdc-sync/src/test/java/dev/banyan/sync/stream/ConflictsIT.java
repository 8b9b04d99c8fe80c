package dev.banyan.sync.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.stream.Direction;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of an owner's change that meets a row which it does not expect, as the phase's {@code conflicts} says. */
class ConflictsIT {
    private static final StreamId FORWARD = new StreamId("payments", Direction.FORWARD);
    private static final String QUEUE = "SELECT row_key, operation FROM banyan_quarantine ORDER BY id";

    @RegisterExtension
    static final SharedServers SERVERS = new SharedServers();

    /** A stage whose service writes without the monolith hearing of it. */
    private static SyncStage stage(String policy) throws Exception {
        SyncStage stage = new SyncStage(
                SERVERS.get(),
                "payments",
                PaymentsTables.MAPPING + "conflicts: " + policy + "\n",
                List.of(
                        PaymentsTables.MONOLITH,
                        "INSERT INTO payments (pay_no, mem_no, pay_amt, pay_stat) VALUES (1, 1, 100, 'A'),"
                                + " (3, 2, 200, 'A'), (5, 3, 300, 'A')"),
                List.of(PaymentsTables.SERVICE));
        stage.startPhase();
        stage.startSync();
        stage.awaitSynced();
        stage.want(Direction.REVERSE, true);
        return stage;
    }

    private static String retry(SyncStage stage) throws Exception {
        return stage.supervisor.retryQuarantine(FORWARD, null).get(10, TimeUnit.SECONDS);
    }

    @Test
    void quarantinesAConflictUntilSomebodyMendsOrDropsIt() throws Exception {
        try (SyncStage stage = stage("quarantine")) {
            stage.service("UPDATE payment SET amount = 555 WHERE id IN (1, 5)");
            stage.monolith(
                    "UPDATE payments SET pay_stat = 'C' WHERE pay_no = 5",
                    "UPDATE payments SET pay_amt = 301 WHERE pay_no = 5",
                    "UPDATE payments SET pay_amt = 201 WHERE pay_no = 3",
                    "DELETE FROM payments WHERE pay_no = 1");
            stage.fence(Direction.FORWARD);
            assertThat(stage.serviceRows("SELECT id, amount, status FROM payment ORDER BY id"))
                    .containsExactly("1|555.00|APPROVED", "3|201.00|APPROVED", "5|555.00|APPROVED");
            assertThat(stage.serviceRows(QUEUE))
                    .containsExactly("pay_no=5|UPDATE", "pay_no=5|UPDATE", "pay_no=1|DELETE");

            assertThat(retry(stage)).isEqualTo("{\"applied\":0,\"left\":3}");
            // What queues behind another is no conflict yet, and trying again makes no second one of the first.
            assertThat(stage.serviceRows("SELECT kind, row_key, applied FROM banyan_conflict ORDER BY id"))
                    .containsExactly("CONFLICT|pay_no=5|0", "CONFLICT|pay_no=1|0");
            await().untilAsserted(() ->
                    assertThat(stage.report(Direction.FORWARD).quarantined()).isEqualTo(3));

            stage.service("UPDATE payment SET amount = 300 WHERE id = 5");
            assertThat(retry(stage)).isEqualTo("{\"applied\":2,\"left\":1}");
            assertThat(stage.serviceRows("SELECT amount, status FROM payment WHERE id = 5"))
                    .containsExactly("301.00|CANCELLED");
            long last = Long.parseLong(
                    stage.serviceRows("SELECT id FROM banyan_quarantine").get(0));
            assertThat(stage.supervisor.dropQuarantined(FORWARD, last).get(10, TimeUnit.SECONDS))
                    .isEqualTo("{\"dropped\":1}");
            assertThat(stage.serviceRows("SELECT amount FROM payment WHERE id = 1"))
                    .containsExactly("555.00");
            await().untilAsserted(() ->
                    assertThat(stage.report(Direction.FORWARD).quarantined()).isZero());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner-wins", "quarantine"})
    void neverPutsARowInPlaceOfOneOfAnotherCohortKey(String policy) throws Exception {
        try (SyncStage stage = stage(policy)) {
            stage.service("INSERT INTO payment (id, member_id, amount, currency, status)"
                    + " VALUES (11, 7, 1, 'KRW', 'APPROVED')");
            stage.monolith("INSERT INTO payments (pay_no, mem_no, pay_amt, pay_stat) VALUES (11, 9, 2, 'A')");
            stage.monolith("INSERT INTO payments (pay_no, mem_no, pay_amt, pay_stat) VALUES (15, 9, 2, 'A')");
            stage.fence(Direction.FORWARD);
            assertThat(stage.serviceRows("SELECT id, member_id, amount FROM payment WHERE id > 10 ORDER BY id"))
                    .containsExactly("11|7|1.00", "15|9|2.00");
            assertThat(stage.serviceRows(QUEUE)).containsExactly("pay_no=11|INSERT");
            assertThat(stage.serviceRows("SELECT error FROM banyan_quarantine").get(0))
                    .contains("taken by a row of another cohort key (member_id 7)");
            assertThat(stage.serviceRows("SELECT * FROM banyan_conflict")).isEmpty();
        }
    }
}
