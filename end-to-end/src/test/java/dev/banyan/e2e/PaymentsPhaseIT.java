package dev.banyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.schema.ServerVersion;
import dev.banyan.mysql.ServerKind;
import dev.banyan.mysql.TestServers;
import dev.banyan.playbooks.check.PaymentsOwner;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The payments phase from first sync to completion and back on the way, command by command as a person would type it. */
class PaymentsPhaseIT {
    @Test
    void paymentsLeaveTheMonolithUnderLoadAndNothingIsLost() throws SQLException {
        try (RunningMigration running = RunningMigration.start("payments-phase", 3_000, 60)) {
            assertRunsOnTheServerUnderTest(running);
            running.must("doctor", "payments", "--fix");
            running.must("phase", "start", "payments");
            running.must("verify", "payments");

            running.must("phase", "shift", "payments", "--to", "1%");
            running.must("phase", "shift", "payments", "--to", "25%");
            assertThat(running.phase().state()).isEqualTo(PhaseState.SHIFTING);
            running.must("verify", "payments");
            running.must("phase", "cutover", "payments");
            assertThat(running.phase().state()).isEqualTo(PhaseState.CUT_OVER);
            running.must("verify", "payments");

            running.must("phase", "rollback", "payments");
            assertThat(running.phase().state()).isEqualTo(PhaseState.SYNCED);
            running.must("verify", "payments");

            running.must("phase", "cutover", "payments");
            running.must("verify", "payments");
            running.must("phase", "complete", "payments", "--yes");
            assertThat(running.phase().state()).isEqualTo(PhaseState.COMPLETE);
            assertMonolithsOwnWritesAreRefused(running);

            running.assertPromisesKept(PaymentsOwner.SERVICE);
        }
    }

    /** Else the run on MySQL could be one on MariaDB that nobody noticed. */
    private static void assertRunsOnTheServerUnderTest(RunningMigration running) throws SQLException {
        var ruby = running.migration().monolith().database();
        try (Connection connection = DriverManager.getConnection(
                ruby.urlWith("allowPublicKeyRetrieval=true"),
                ruby.user(),
                ruby.password().value())) {
            ServerVersion version = ServerVersion.of(connection);
            assertThat(version.mariaDb()).as(version.text()).isEqualTo(TestServers.kind() == ServerKind.MARIADB);
        }
    }

    private static void assertMonolithsOwnWritesAreRefused(RunningMigration running) throws SQLException {
        var ruby = running.migration().monolith().database();
        try (Connection connection = DriverManager.getConnection(
                        ruby.urlWith("allowPublicKeyRetrieval=true"),
                        ruby.user(),
                        ruby.password().value());
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("UPDATE payments SET pay_mthd = 'CA' LIMIT 1"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("payment");
        }
    }
}
