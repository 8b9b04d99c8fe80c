package dev.banyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.banyan.cli.shift.ShiftReport;
import dev.banyan.cli.shift.ShiftRequest;
import dev.banyan.cli.stack.StackListener;
import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.Secret;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftKind;
import dev.banyan.control.shift.ShiftState;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The shop list moves as a whole, refuses those who write past the proxies, and its coordinators are killed. Each test ends with one
 * side that may be written, and both databases equal.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WritersUnderFireIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String SHOP_LIST = "shop-list";
    private static final ShiftRequest THERE = new ShiftRequest(SHOP_LIST, ShiftKind.CUTOVER, Cohorts.COUNT, false);
    private static final ShiftRequest BACK = new ShiftRequest(SHOP_LIST, ShiftKind.ROLLBACK, 0, false);
    private static final String STOPPED = "writers past the proxies were stopped";
    private static final String AT_RUBY = "UPDATE shops SET shop_nm = CONCAT('r', MOD(shop_no, 10), upd_dt) LIMIT 3";
    private static final String AT_SERVICE = "UPDATE shop SET name = CONCAT('s', MOD(id, 10), updated_at) LIMIT 3";

    @SuppressWarnings("NullAway.Init")
    private static RunningMigration running;

    @SuppressWarnings("NullAway.Init")
    private static ShiftFaults faults;

    @BeforeAll
    static void start() {
        running = RunningMigration.start("writers-under-fire", 500, 10);
        faults = new ShiftFaults(running);
        for (String entry : List.of("services", "shop-list-service")) {
            running.stack().start(entry, StackListener.SILENT);
        }
        running.must("doctor", SHOP_LIST, "--fix");
        running.must("phase", "start", SHOP_LIST);
        running.must("verify", SHOP_LIST);
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    private static int write(DatabaseAddress database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        database.urlWith("allowPublicKeyRetrieval=true"),
                        database.user(),
                        database.password().value());
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static int atRuby() throws SQLException {
        return write(running.migration().monolith().database(), AT_RUBY);
    }

    private static int atService() throws SQLException {
        return write(running.migration().services().get(SHOP_LIST).database(), AT_SERVICE);
    }

    private static void onlyRubyIsWritten() throws SQLException {
        assertThat(atRuby()).isPositive();
        assertThatThrownBy(WritersUnderFireIT::atService).hasMessageContaining("write by the proxy");
        running.assertWhole(SHOP_LIST);
    }

    private static void onlyTheServiceIsWritten() throws SQLException {
        assertThatThrownBy(WritersUnderFireIT::atRuby).hasMessageContaining("write by the proxy");
        assertThat(atService()).isPositive();
        running.assertWhole(SHOP_LIST);
    }

    /** Of the toolkit at Ruby's database; sessions that are open stay so. */
    private static void logIns(String change) {
        asRoot("ALTER USER '" + running.migration().monolith().database().user() + "' ACCOUNT " + change);
    }

    /** Those of the toolkit at Ruby's database. */
    private static void killSessions() {
        asRoot("KILL CONNECTION USER '"
                + running.migration().monolith().database().user() + "'");
    }

    private static void asRoot(String sql) {
        String url = running.migration().monolith().database().url();
        try {
            write(new DatabaseAddress(url, "root", new Secret("")), sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitEnded() {
        ShiftJournal journal = new ShiftJournal(running.store());
        await().atMost(LONG).until(() -> journal.running().isEmpty());
    }

    @Order(1)
    @Test
    void aCoordinatorThatDiesWhileWritersAreRefusedLeavesRubyOpen() throws Exception {
        assertThat(faults.ended(THERE, ShiftState.FENCED, "KILL")).isEqualTo(137);

        awaitEnded();

        onlyRubyIsWritten();
    }

    /** While writes wait, no log-in is waited for: here there is none to be had. */
    @Order(2)
    @Test
    void aHoldThatFailsLetsRubysWritersInBySessionsItHas() throws Exception {
        ShiftReport report;
        try {
            report = faults.at(THERE, ShiftState.HELD, shift -> {
                running.stack().pause("sync");
                logIns("LOCK");
            });
        } finally {
            logIns("UNLOCK");
        }
        try {
            assertThat(report.outcome()).isEqualTo("ABORTED");
            assertThat(report.notes()).anyMatch(note -> note.startsWith(STOPPED));
            assertThat(atRuby()).isPositive(); // nobody else can have let it in
        } finally {
            running.stack().resume("sync");
        }
        onlyRubyIsWritten();
    }

    /** A session that has died is replaced. */
    @Order(3)
    @Test
    void aHoldWhoseSessionsAreKilledLetsRubysWritersInByNewOnes() throws Exception {
        try {
            ShiftReport report = faults.atWords(THERE, STOPPED, () -> {
                running.stack().pause("sync");
                killSessions();
            });
            assertThat(report.outcome()).isEqualTo("ABORTED");
            assertThat(atRuby()).isPositive();
        } finally {
            running.stack().resume("sync");
        }
        onlyRubyIsWritten();
    }

    @Order(4)
    @Test
    void aCoordinatorThatDiesAfterTheCommitLeavesTheServiceOpen() throws Exception {
        assertThat(faults.ended(THERE, ShiftState.COMMITTED, "KILL")).isEqualTo(137);

        running.settle();

        onlyTheServiceIsWritten();
    }

    @Order(5)
    @Test
    void aCoordinatorThatDiesInTheRollbackLeavesTheServiceOpen() throws Exception {
        assertThat(faults.ended(BACK, ShiftState.FENCED, "KILL")).isEqualTo(137);

        awaitEnded();

        onlyTheServiceIsWritten();
    }

    @Order(6)
    @Test
    void aRollbackOpensRubyAndShutsTheService() throws Exception {
        running.must("phase", "rollback", SHOP_LIST);

        onlyRubyIsWritten();
    }

    @Order(7)
    @Test
    void onceCompleteRubyRefusesForGood() throws Exception {
        running.must("phase", "cutover", SHOP_LIST);
        running.must("verify", SHOP_LIST);
        running.must("phase", "complete", SHOP_LIST, "--yes");

        assertThatThrownBy(WritersUnderFireIT::atRuby).hasMessageContaining("moved to service shop-list");
        assertThat(atService()).isPositive();
    }
}
