package dev.banyan.sync.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftKind;
import dev.banyan.control.shift.ShiftState;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.writers.WriterSwitch;
import dev.banyan.control.writers.WriterTriggers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A phase that moves as a whole and refuses writers past the proxies: who may write where, and who never waits for ever. */
class WritersIT {
    @RegisterExtension
    static final SharedServers SERVERS = new SharedServers();

    private static final String TABLES = """
            tables:
              - from: shops
                to: shop
                columns: { shop_no: { to: id }, shop_nm: { to: name } }
            mode: whole
            ids: external
            fence: triggers
            """;
    private static final String BY_MONOLITH = "INSERT INTO shops (shop_nm) VALUES ('ruby')";
    private static final String BY_SERVICE = "INSERT INTO shop (name) VALUES ('service')";

    private SyncStage stage;
    private ShiftJournal journal;
    private WriterSwitch writers;

    @BeforeEach
    void aSyncedPhase() throws SQLException {
        stage = new SyncStage(
                SERVERS.get(),
                "shops",
                TABLES,
                List.of(
                        "CREATE TABLE shops (shop_no BIGINT AUTO_INCREMENT PRIMARY KEY, shop_nm VARCHAR(40))",
                        "INSERT INTO shops (shop_nm) VALUES ('old')"),
                List.of("CREATE TABLE shop (id BIGINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40))"));
        journal = new ShiftJournal(stage.store);
        writers = WriterSwitch.of(definition());
        for (Owner side : Owner.values()) {
            try (Connection connection = connect(side)) {
                writers.install(connection, side == Owner.SERVICE);
                WriterTriggers.of(definition(), side).install(connection);
            }
        }
        stage.startPhase();
        stage.route();
        stage.startSync();
        stage.awaitSynced();
        stage.awaitStreaming(Direction.REVERSE);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    private PhaseDefinition definition() {
        return stage.migration.phase("shops").orElseThrow();
    }

    private Connection connect(Owner side) throws SQLException {
        return side == Owner.MONOLITH ? stage.left.connect(stage.monolith) : stage.right.connect(stage.service);
    }

    private Shift hold(int to, Duration deadline) {
        ShiftKind kind = to == 0 ? ShiftKind.ROLLBACK : ShiftKind.CUTOVER;
        return journal.hold(journal.arm(journal.begin("shops", kind, to, "test", false)), deadline);
    }

    private Shift held(int to) {
        return hold(to, Duration.ofSeconds(30));
    }

    private void refuse(Shift held) throws SQLException {
        try (Connection left = connect(held.newOwner().other())) {
            assertThat(writers.refuse(left, held.id())).isTrue();
        }
    }

    /** The rest of a coordinator's way, from a shift that refuses writers. */
    private void commit(Shift held) throws SQLException {
        stage.fence(Direction.FORWARD, held.id());
        stage.fence(Direction.REVERSE, held.id());
        Shift fenced = journal.fenced(held, "both");
        try (Connection next = connect(fenced.newOwner())) {
            assertThat(writers.open(next, fenced.id())).isTrue();
        }
        journal.done(journal.commit(fenced), "done");
    }

    private void move(int to) throws SQLException {
        Shift held = held(to);
        refuse(held);
        commit(held);
    }

    private void writes(Owner side) throws SQLException {
        if (side == Owner.MONOLITH) {
            stage.monolith(BY_MONOLITH);
        } else {
            stage.service(BY_SERVICE);
        }
    }

    private void refused(Owner side) {
        assertThatThrownBy(() -> writes(side))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("45000"))
                .hasMessageContaining("write by the proxy");
    }

    private void same() throws SQLException {
        stage.fence(Direction.FORWARD);
        stage.fence(Direction.REVERSE);
        assertThat(stage.serviceRows("SELECT id, name FROM shop ORDER BY 1"))
                .isEqualTo(stage.monolithRows("SELECT shop_no, shop_nm FROM shops ORDER BY 1"));
        for (String table : List.of("banyan_conflict", "banyan_quarantine")) {
            assertThat(stage.monolithRows("SELECT * FROM " + table)).isEmpty();
            assertThat(stage.serviceRows("SELECT * FROM " + table)).isEmpty();
        }
    }

    @Test
    void whoWritesPastTheProxiesIsRefusedWhereNobodyOwnsAndStreamsAreNot() throws SQLException {
        refused(Owner.SERVICE);
        writes(Owner.MONOLITH);
        same();

        move(Cohorts.COUNT);

        refused(Owner.MONOLITH);
        assertThatThrownBy(() -> stage.monolith("UPDATE shops SET shop_nm = 'x'"))
                .hasMessageContaining("service payment takes over table shops");
        assertThatThrownBy(() -> stage.monolith("DELETE FROM shops")).hasMessageContaining("write by the proxy");
        writes(Owner.SERVICE);
        same();

        move(0);

        refused(Owner.SERVICE);
        writes(Owner.MONOLITH);
        same();
    }

    @Test
    void aTransactionUnderWayIsWaitedForAndALaterOneRefused() throws Exception {
        try (Connection writing = connect(Owner.MONOLITH);
                Connection idle = connect(Owner.MONOLITH);
                Statement write = writing.createStatement();
                Statement late = idle.createStatement()) {
            writing.setAutoCommit(false);
            idle.setAutoCommit(false);
            late.executeQuery("SELECT COUNT(*) FROM shops").close();
            write.execute("INSERT INTO shops (shop_nm) VALUES ('early')");
            Shift held = held(Cohorts.COUNT);
            CompletableFuture<Void> refusing = CompletableFuture.runAsync(() -> {
                try {
                    refuse(held);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> !stage.monolithRows(
                            "SELECT 1 FROM information_schema.processlist WHERE info LIKE 'UPDATE banyan_writers%'")
                    .isEmpty());
            write.execute("UPDATE shops SET shop_nm = 'earlier' WHERE shop_nm = 'early'");
            writing.commit();
            refusing.get();
            assertThatThrownBy(() -> late.execute(BY_MONOLITH)).hasMessageContaining("write by the proxy");
            idle.rollback();
            commit(held);
        }
        same();
        assertThat(stage.serviceRows("SELECT name FROM shop ORDER BY id")).containsExactly("old", "earlier");
    }

    @Test
    void aTransactionThatDoesNotEndKeepsTheShiftFromRefusing() throws SQLException {
        try (Connection writing = connect(Owner.MONOLITH);
                Statement write = writing.createStatement();
                Connection coordinator = connect(Owner.MONOLITH);
                Statement patience = coordinator.createStatement()) {
            writing.setAutoCommit(false);
            write.execute(BY_MONOLITH);
            Shift held = held(Cohorts.COUNT);
            patience.execute("SET SESSION innodb_lock_wait_timeout = 1");

            assertThatThrownBy(() -> writers.refuse(coordinator, held.id())).isInstanceOf(SQLException.class);

            journal.abort(held, "test", "writers could not be stopped in time");
            writing.commit();
        }
        writes(Owner.MONOLITH);
        same();
    }

    @Test
    void aShiftWhoseCoordinatorDiesLeavesTheOwnerOpen() throws SQLException {
        Shift held = hold(Cohorts.COUNT, Duration.ofSeconds(2));
        refuse(held);
        refused(Owner.MONOLITH);

        await().atMost(Duration.ofSeconds(20))
                .until(() -> journal.find(held.id()).orElseThrow().state() == ShiftState.ABORTED);

        writes(Owner.MONOLITH);
        refused(Owner.SERVICE);
        try (Connection late = connect(Owner.SERVICE)) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> writers.read(late).orElseThrow().shift() == held.id());
            assertThat(writers.open(late, held.id()))
                    .as("the coordinator wakes too late")
                    .isFalse();
        }
        same();
    }

    @Test
    void anAbortByOthersLetsTheOwnersWritersInAgain() throws SQLException {
        move(Cohorts.COUNT);
        Shift held = held(0);
        refuse(held);
        refused(Owner.SERVICE);

        journal.abort(held, "test", "for the test");

        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        stage.serviceRows("SELECT refused FROM banyan_writers").equals(List.of("0")));
        writes(Owner.SERVICE);
        refused(Owner.MONOLITH);
        same();
    }

    @Test
    void aCancelledPhaseRefusesNobody() throws SQLException {
        stage.store.transaction(handle -> Phases.cancel(handle, "shops"));

        await().atMost(Duration.ofSeconds(20)).until(() -> stage.supervisor.cleanedUp("shops"));

        for (Owner side : Owner.values()) {
            try (Connection connection = connect(side)) {
                assertThat(writers.read(connection)).isEmpty();
            }
            writes(side);
        }
        String triggers = "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE()";
        assertThat(stage.monolithRows(triggers)).isEmpty();
        assertThat(stage.serviceRows(triggers)).isEmpty();
    }
}
