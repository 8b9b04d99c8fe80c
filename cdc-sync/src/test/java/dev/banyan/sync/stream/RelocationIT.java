package dev.banyan.sync.stream;

import static dev.banyan.sync.stream.RelocationStage.CLOUD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.routing.Owner;
import dev.banyan.control.shift.Shift;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole monolith goes to another server and back while a service that left it goes on feeding it. */
class RelocationIT {
    private static DatabaseServer left;
    private static DatabaseServer right;

    private RelocationStage stage;
    private StreamSupervisor sync;

    @BeforeAll
    static void servers() {
        left = TestServers.start();
        right = TestServers.start();
    }

    @AfterAll
    static void stopServers() {
        left.close();
        right.close();
    }

    @BeforeEach
    void paymentsHaveLeft() throws Exception {
        stage = new RelocationStage(left, right);
        startSync();
        stage.synchronise();
    }

    @AfterEach
    void stop() {
        sync.close();
        stage.close();
    }

    private void startSync() {
        sync = new StreamSupervisor(stage.migration, stage.store, "test");
        sync.start();
    }

    @Test
    void goesThereAndBackAndThereAgainWhileAServiceGoesOnFeedingIt() throws Exception {
        assertThat(stage.rows(Owner.SERVICE, "SELECT * FROM paid ORDER BY 1")).containsExactly("1|100", "2|200");
        Payments load = new Payments();
        try {
            Owner home = Owner.MONOLITH;
            for (int to : new int[] {10_000, 0, 10_000}) {
                stage.write(home);
                load.awaitMore();
                stage.move(to);
                home = to == 0 ? Owner.MONOLITH : Owner.SERVICE;
                stage.write(home);
                load.awaitMore();
            }
        } finally {
            load.stop();
        }
        stage.same(Owner.SERVICE);
        assertThat(stage.rows(Owner.SERVICE, "SELECT COUNT(*) FROM members")).containsExactly("8");
        refused(Owner.MONOLITH, "CALL sp_touch()");
        stage.complete(CLOUD);
        stage.pay(3);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> stage.rows(Owner.SERVICE, "SELECT COUNT(*) FROM payments")
                        .equals(SyncStage.rows(right, stage.payment, "SELECT COUNT(*) FROM payments")));
    }

    @Test
    void aTransactionThatBeganBeforeIsInBothOrInNone() throws Exception {
        try (Connection writing = left.connect(stage.schema);
                Connection idle = left.connect(stage.schema);
                Statement write = writing.createStatement();
                Statement late = idle.createStatement()) {
            writing.setAutoCommit(false);
            idle.setAutoCommit(false);
            late.executeQuery("SELECT COUNT(*) FROM members").close();
            write.execute("INSERT INTO members (name) VALUES ('early')");
            Shift held = stage.hold(CLOUD, 10_000);
            CompletableFuture<Void> refusing = CompletableFuture.runAsync(() -> {
                try {
                    stage.refuse(held);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> !SyncStage.rows(
                            left,
                            stage.schema,
                            "SELECT 1 FROM information_schema.processlist WHERE info LIKE 'UPDATE banyan_writers%'")
                    .isEmpty());
            write.execute("INSERT INTO orders (mem_no) VALUES (1)");
            writing.commit();
            refusing.get();
            assertThatThrownBy(() -> late.execute("INSERT INTO members (name) VALUES ('late')"))
                    .hasMessageContaining("this database was left");
            idle.rollback();
            stage.commit(stage.fence(held));
        }
        stage.same(Owner.SERVICE);
        assertThat(stage.rows(Owner.SERVICE, "SELECT name FROM members ORDER BY mem_no"))
                .containsExactly("Kim", "이순신", "early");
    }

    @Test
    void anAbortLetsWritersInAgainAndStreamsGoOn() throws Exception {
        Shift held = stage.hold(CLOUD, 10_000);
        stage.refuse(held);
        refused(Owner.MONOLITH, "INSERT INTO members (name) VALUES ('Park')");
        stage.pay(1);
        stage.abort(held);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> stage.rows(Owner.MONOLITH, "SELECT refused FROM banyan_writers")
                        .equals(List.of("0")));
        stage.write(Owner.MONOLITH);
        stage.same(Owner.MONOLITH);
        refused(Owner.SERVICE, "INSERT INTO members (name) VALUES ('Park')");
    }

    private void refused(Owner side, String sql) {
        assertThatThrownBy(() -> RelocationStage.run(side == Owner.MONOLITH ? left : right, stage.schema, sql))
                .hasMessageContaining("this database was left");
    }

    /** Payments at the service, all the time, at a pace that its stream can keep. */
    private final class Payments {
        private final AtomicInteger made = new AtomicInteger();
        private final ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
        private final Connection connection = right.connect(stage.payment);
        private final ScheduledFuture<?> load = pace.scheduleWithFixedDelay(this::make, 0, 3, TimeUnit.MILLISECONDS);

        Payments() throws SQLException {}

        private void make() {
            try (Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO payments (ord_no, pay_amt) VALUES (" + (made.get() % 4 + 1) + ", 10)");
                made.incrementAndGet();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void awaitMore() {
            int before = made.get();
            await().until(() -> made.get() > before + 100);
        }

        /** Stops; fails when a payment did. */
        void stop() throws Exception {
            assertThat(load.isDone()).describedAs("the load has failed").isFalse();
            pace.shutdown();
            assertThat(pace.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            connection.close();
        }
    }
}
