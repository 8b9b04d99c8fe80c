package dev.banyan.cli.doctor;

import static dev.banyan.cli.doctor.Clinic.address;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.store.ControlStore;
import dev.banyan.mariadb.DatabaseServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IdRuleIT {
    private static DatabaseServer service;
    private static DatabaseServer control;
    private static ControlStore store;

    private DatabaseServer monolith;
    private Doctor doctor;

    @BeforeAll
    static void startServersThatStayAsTheyAre() {
        service = Clinic.service("--auto-increment-increment=2", "--auto-increment-offset=2");
        control = Clinic.server("banyan");
        store = ControlStore.open(address(control, "banyan"), 1);
        store.migrate();
    }

    @AfterAll
    static void stop() {
        store.close();
        List.of(service, control).forEach(DatabaseServer::close);
    }

    @BeforeEach
    void startAMonolithWithoutRule() {
        control.execute("DELETE FROM banyan.id_rule");
        monolith = Clinic.monolith();
        doctor = new Doctor(
                Clinic.migration(
                        address(control, "banyan"),
                        address(monolith, "ruby"),
                        address(service, "payment"),
                        Clinic.phase()),
                store);
    }

    @AfterEach
    void stopMonolith() {
        monolith.close();
    }

    @Test
    void refusesConsecutiveIdsAndFixesThemForNewSessions() throws SQLException {
        try (Connection application = monolith.connect("ruby")) {
            List<Finding> before = doctor.examine();
            assertThat(ids(before)).singleElement().satisfies(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.REFUSE);
                assertThat(finding.what())
                        .contains("auto_increment_increment is 1 and auto_increment_offset 1 on monolith; 2 and 1");
            });
            assertThat(doctor.idProblems(Clinic.phase()))
                    .singleElement()
                    .asString()
                    .contains("2 and 1 are needed");

            assertThat(doctor.fix(before))
                    .singleElement()
                    .satisfies(done -> assertThat(done.failure()).isNull());

            assertThat(ids(doctor.examine())).singleElement().satisfies(finding -> {
                assertThat(finding.severity()).isEqualTo(Severity.WARN);
                assertThat(finding.what()).contains("1 sessions are older than the id rule", "root@");
            });
            assertThat(doctor.olderSessions("monolith"))
                    .singleElement()
                    .satisfies(session -> assertThat(session.user()).isEqualTo("root"));
            assertThat(doctor.idProblems(Clinic.phase()))
                    .singleElement()
                    .asString()
                    .contains("1 sessions on monolith are older");
            assertThat(nextIds(application)).isEqualTo("1 2");
        }
        try (Connection newer = monolith.connect("ruby")) {
            assertThat(doctor.olderSessions("monolith")).isEmpty();
            assertThat(ids(doctor.examine())).extracting(Finding::severity).containsExactly(Severity.OK);
            assertThat(nextIds(newer)).isEqualTo("3 5");
        }
    }

    @Test
    void takesNoSessionForOldWhereTheRuleHeldFromTheStart() throws SQLException {
        try (Connection application = service.connect("payment")) {
            assertThat(application.isValid(1)).isTrue();
            assertThat(doctor.olderSessions("payment")).isEmpty();
        }
    }

    @Test
    void takesAllSessionsForOldWhileNobodyKnowsSinceWhenTheRuleHolds() throws SQLException {
        try (Connection application = monolith.connect("ruby")) {
            assertThat(application.isValid(1)).isTrue();
            monolith.execute("SET GLOBAL auto_increment_increment = 2");

            List<Finding> findings = doctor.examine();
            assertThat(ids(findings))
                    .singleElement()
                    .satisfies(finding ->
                            assertThat(finding.what()).contains("Since when ids are interleaved is not known"));
            assertThat(doctor.olderSessions("monolith")).hasSize(1);

            doctor.fix(findings);
            assertThat(ids(doctor.examine()))
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.what()).contains("older than the id rule"));
        }
    }

    @Test
    void forgetsTheRuleWhenTheServerLosesItInARestart() throws SQLException {
        doctor.fix(doctor.examine());
        assertThat(doctor.idProblems(Clinic.phase())).isEmpty();

        monolith.restart();

        assertThat(doctor.idProblems(Clinic.phase())).hasSize(1);
    }

    @Test
    void saysWhatAnAdministratorMustRunWhenItMayNot() {
        monolith.execute("REVOKE " + Clinic.administration() + " ON *.* FROM banyan");
        monolith.execute("SET GLOBAL binlog_row_image = 'MINIMAL'");

        List<Doctor.Treatment> treatments = doctor.fix(doctor.examine());

        assertThat(treatments)
                .anySatisfy(treatment -> assertThat(treatment.failure())
                        .contains("Let an administrator of the server run: SET ", "binlog_row_image = 'FULL'"));
    }

    @Test
    void warnsWhileNoProxyIsRegistered() {
        assertThat(doctor.examine()).anySatisfy(finding -> {
            assertThat(finding.check()).isEqualTo("proxies");
            assertThat(finding.severity()).isEqualTo(Severity.WARN);
            assertThat(finding.what()).isEqualTo("No proxy is registered");
        });
    }

    private static List<Finding> ids(List<Finding> findings) {
        return findings.stream()
                .filter(finding ->
                        finding.check().equals("ids") && finding.site().equals("monolith"))
                .toList();
    }

    private static String nextIds(Connection connection) throws SQLException {
        StringBuilder ids = new StringBuilder();
        try (var statement = connection.createStatement()) {
            for (int i = 0; i < 2; i++) {
                statement.execute("INSERT INTO payments (mem_no) VALUES (1)");
                try (var rs = statement.executeQuery("SELECT LAST_INSERT_ID()")) {
                    rs.next();
                    ids.append(i == 0 ? "" : " ").append(rs.getString(1));
                }
            }
        }
        return ids.toString();
    }
}
