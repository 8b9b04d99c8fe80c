package dev.banyan.sync.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.stream.Direction;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Both directions on real servers. */
class StreamsIT {
    @RegisterExtension
    static final SharedServers SERVERS = new SharedServers();

    private static SyncStage payments(List<String> seed) throws Exception {
        List<String> sql = new java.util.ArrayList<>(List.of(PaymentsTables.MONOLITH));
        sql.addAll(seed);
        return new SyncStage(SERVERS.get(), "payments", PaymentsTables.MAPPING, sql, List.of(PaymentsTables.SERVICE));
    }

    @Test
    void copiesFiftyThousandRowsAndFollowsChanges() throws Exception {
        try (SyncStage stage = payments(PaymentsTables.seed(50_000))) {
            stage.startPhase();
            long start = System.nanoTime();
            stage.startSync();
            stage.awaitSynced();
            long millis = (System.nanoTime() - start) / 1_000_000;
            System.out.println("50,000 rows synced after " + millis + " ms");
            assertThat(PaymentsTables.ofService(stage)).isEqualTo(PaymentsTables.ofMonolith(stage));

            stage.monolith(
                    "INSERT INTO payments (mem_no, pay_amt, pay_stat, idem_key, reg_dt) VALUES (1, 100, 'P', 'new', NOW())",
                    "UPDATE payments SET pay_stat = 'C', rfnd_key = CONCAT('r', pay_no), rfnd_dt = NOW() WHERE pay_no < 100",
                    "DELETE FROM payments WHERE pay_no BETWEEN 201 AND 299");
            stage.fence(Direction.FORWARD);
            assertThat(PaymentsTables.ofService(stage)).isEqualTo(PaymentsTables.ofMonolith(stage));
            long fence = 0;
            for (int i = 0; i < 10; i++) {
                fence = Math.max(fence, stage.fence(i % 2 == 0 ? Direction.FORWARD : Direction.REVERSE));
            }
            System.out.println("slowest of ten fences: " + fence + " ms");
            assertThat(fence).isLessThan(500);
            assertThat(stage.report(Direction.FORWARD).conflicts()).isZero();
        }
    }
}
