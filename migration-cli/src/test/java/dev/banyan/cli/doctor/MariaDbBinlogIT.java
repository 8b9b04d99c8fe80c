package dev.banyan.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.Secret;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mariadb.Options;
import dev.banyan.mysql.ServerKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What only MariaDB has. */
class MariaDbBinlogIT {
    @Test
    void refusesEventsWithoutPositionAndCompressedOnes() throws SQLException {
        try (DatabaseServer database = ServerKind.MARIADB.start(
                Options.defaults().withArgs("--binlog-legacy-event-pos=0", "--log-bin-compress=1"), process -> {})) {
            DatabaseAddress address =
                    new DatabaseAddress("jdbc:mysql://127.0.0.1:" + database.port() + "/mysql", "root", new Secret(""));
            List<Finding> findings = new ArrayList<>();

            try (Server server = Server.connect(address)) {
                new BinlogChecks(server, new Findings("monolith", "there", findings)).run();
                for (Finding finding : findings) {
                    for (String statement : finding.fix().statements()) {
                        server.execute(statement);
                    }
                }
            }

            assertThat(findings)
                    .extracting(Finding::what)
                    .containsExactly(
                            "binlog_legacy_event_pos is OFF on monolith; 1 is needed",
                            "log_bin_compress is ON on monolith; 0 is needed");
            findings.clear();
            try (Server server = Server.connect(address)) {
                new BinlogChecks(server, new Findings("monolith", "there", findings)).run();
            }
            assertThat(findings).extracting(Finding::severity).containsExactly(Severity.OK);
        }
    }
}
