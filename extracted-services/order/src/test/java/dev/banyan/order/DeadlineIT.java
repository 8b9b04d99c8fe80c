package dev.banyan.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import dev.banyan.order.book.Deadline;
import dev.banyan.order.book.Deadlines;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class DeadlineIT {

    /** The instances' own timers sleep. */
    private static final String[] SETTINGS = {
        "--timer.poll=1h",
        "--catalogue.menus=http://127.0.0.1:1",
        "--catalogue.shops=http://127.0.0.1:1",
        "--payments.urls=http://127.0.0.1:1",
        "--subscribe.endpoint=http://127.0.0.1:1",
        "--subscribe.anonymous=true"
    };

    @Test
    void twoInstancesClaimNothingTwiceAndWhatWasClaimedComesBackAfterItsLease() throws Exception {
        TestDatabase database = TestDatabase.create();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try (RunningService one = RunningService.start(OrderApplication.class, database, SETTINGS);
                RunningService other = RunningService.start(OrderApplication.class, database, SETTINGS)) {
            List<Deadlines> instances = List.of(one.bean(Deadlines.class), other.bean(Deadlines.class));
            Instant now = Instant.now();
            for (long order = 1; order <= 200; order++) {
                instances.get(0).set(order, Deadline.Kind.ACCEPTANCE, 1L, now.minusSeconds(order));
            }
            instances.get(0).set(999, Deadline.Kind.PAYMENT, 1L, now.plusSeconds(3600));

            List<Future<List<Deadline>>> claims = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Deadlines instance = instances.get(i % 2);
                claims.add(pool.submit(claimAll(instance)));
            }
            List<Long> claimed = new ArrayList<>();
            for (Future<List<Deadline>> claim : claims) {
                claim.get().forEach(deadline -> claimed.add(deadline.orderId()));
            }

            assertThat(claimed).hasSize(200).doesNotHaveDuplicates().doesNotContain(999L);
            assertThat(instances.get(1).backlog()).isZero();
            assertThat(instances.get(1).claim(10, Duration.ofMinutes(1))).isEmpty();
            database.sql()
                    .sql("UPDATE deadline SET look_at = '2018-01-01' WHERE order_id = 7")
                    .update();
            assertThat(instances.get(1).claim(10, Duration.ofMinutes(1)))
                    .extracting(Deadline::orderId, Deadline::tries)
                    .containsExactly(tuple(7L, 2));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aClaimIsVoidOnceTheDeadlineIsSetAnew() {
        TestDatabase database = TestDatabase.create();
        try (RunningService service = RunningService.start(OrderApplication.class, database, SETTINGS)) {
            Deadlines deadlines = service.bean(Deadlines.class);
            deadlines.set(1, Deadline.Kind.NEWS, 1L, Instant.now());
            Optional<Deadline> claimed = deadlines.claim(1, Deadline.Kind.NEWS, Duration.ofMinutes(1));
            assertThat(claimed).isPresent();

            deadlines.set(1, Deadline.Kind.NEWS, 1L, Instant.now());
            deadlines.finish(claimed.get());

            assertThat(deadlines.find(1, Deadline.Kind.NEWS)).isPresent();
        }
    }

    private static Callable<List<Deadline>> claimAll(Deadlines instance) {
        return () -> {
            List<Deadline> all = new ArrayList<>();
            List<Deadline> some = instance.claim(7, Duration.ofMinutes(1));
            while (!some.isEmpty()) {
                all.addAll(some);
                some = instance.claim(7, Duration.ofMinutes(1));
            }
            return all;
        };
    }
}
