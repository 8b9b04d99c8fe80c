package dev.banyan.cli.doctor;

import static dev.banyan.cli.doctor.Clinic.address;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.PhaseDefinition.Triggers;
import dev.banyan.control.config.Secret;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.store.ControlStore;
import dev.banyan.mariadb.DatabaseServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoctorIT {
    private static final String SET = Clinic.mariaDb() ? "SET GLOBAL " : "SET PERSIST ";

    private static DatabaseServer monolith;
    private static DatabaseServer service;
    private static DatabaseServer control;

    @BeforeAll
    static void start() {
        monolith = Clinic.monolith("--auto-increment-increment=2");
        service = Clinic.service("--auto-increment-increment=2", "--auto-increment-offset=2");
        control = Clinic.server("banyan");
    }

    @AfterAll
    static void stop() {
        List.of(monolith, service, control).forEach(DatabaseServer::close);
    }

    @BeforeEach
    void restoreTables() {
        Clinic.monolithTables(monolith);
    }

    @Test
    void findsNothingWrongWithAHealthyMigration() {
        List<Finding> findings = examine(Clinic.phase());

        assertThat(findings)
                .extracting(Finding::severity)
                .as(findings.toString())
                .containsOnly(Severity.OK);
        assertThat(findings)
                .extracting(finding -> finding.site() + " " + finding.check())
                .contains("monolith binlog", "monolith privileges", "monolith ids", "payment ids", "monolith mapping");
    }

    @Test
    void refusesAWrongPassword() {
        DatabaseAddress wrong = address(monolith, "ruby", "wrong");

        assertRefusals(doctor(wrong).examine()).singleElement().satisfies(finding -> {
            assertThat(finding.site()).isEqualTo("monolith");
            assertThat(finding.what()).contains("refuses user 'banyan': wrong password");
            assertThat(finding.where()).isEqualTo("127.0.0.1:" + monolith.port() + "/ruby");
        });
    }

    @Test
    void refusesAServerThatDoesNotAnswerAndAnUnknownSchema() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        DatabaseAddress nobody =
                new DatabaseAddress("jdbc:mysql://127.0.0.1:" + free + "/ruby", Clinic.USER, new Secret("x"));

        assertRefusals(doctor(nobody).examine())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("No server answers"));
        monolith.grant(Clinic.USER, "SELECT", "rubyy.*");
        assertRefusals(doctor(address(monolith, "rubyy")).examine())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("has no schema 'rubyy'"));
    }

    @Test
    void refusesAControlStoreOnTheMonolithsServer() {
        Doctor doctor = new Doctor(
                Clinic.migration(
                        address(monolith, "ruby"),
                        address(monolith, "ruby"),
                        address(service, "payment"),
                        Clinic.phase()),
                null);

        assertRefusals(doctor.examine())
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.text()).contains("lies on the monolith's server", "control.url"));
    }

    @Test
    void refusesAServerWithoutBinlog() {
        assertRefusedBy("binlog", "log_bin is OFF on monolith", "Add log_bin", "--skip-log-bin");
    }

    @Test
    void refusesStatementFormat() {
        assertRefusedBy(
                "binlog",
                "binlog_format is STATEMENT on monolith; ROW is needed",
                SET + "binlog_format = 'ROW'",
                "--binlog-format=STATEMENT");
    }

    @Test
    void refusesPartialRowImages() {
        assertRefusedBy(
                "binlog",
                "binlog_row_image is MINIMAL on monolith; FULL is needed",
                SET + "binlog_row_image = 'FULL'",
                "--binlog-row-image=MINIMAL");
    }

    @Test
    void refusesABinlogThatLeavesTheSchemaOut() {
        assertRefusedBy(
                "binlog",
                "The binlog of monolith leaves schema 'ruby' out: binlog-ignore-db=other,ruby",
                "Remove the option",
                "--binlog-ignore-db=other",
                "--binlog-ignore-db=ruby");
    }

    @Test
    void refusesInterleavedIdsFromOneSharedServer() {
        monolith.createSchema("payment");
        monolith.execute("CREATE TABLE IF NOT EXISTS payment.payment (id BIGINT AUTO_INCREMENT PRIMARY KEY,"
                + " member_id BIGINT, ord_no BIGINT, amt INT)");
        monolith.grant(Clinic.USER, "ALL", "payment.*");
        Doctor doctor = new Doctor(
                Clinic.migration(
                        address(control, "banyan"),
                        address(monolith, "ruby"),
                        address(monolith, "payment"),
                        Clinic.phase()),
                null);

        assertRefusals(doctor.examine()).anyMatch(finding -> finding.text().contains("share a server"));
    }

    @Test
    void warnsOfColumnsThatTakeLessThanTheirPartners() {
        monolith.execute("ALTER TABLE ruby.payments MODIFY ord_no BIGINT NOT NULL");

        assertThat(examine(Clinic.phase()))
                .filteredOn(finding -> finding.severity() == Severity.WARN)
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .contains("'ord_no' of payment.payment", "only the first takes NULL"));
    }

    @Test
    void warnsOfABinlogThatIsKeptForHoursOnly() {
        try (DatabaseServer hasty =
                Clinic.monolith("--auto-increment-increment=2", "--binlog-expire-logs-seconds=3600")) {
            assertThat(doctor(address(hasty, "ruby")).examine())
                    .filteredOn(finding -> finding.severity() == Severity.WARN)
                    .singleElement()
                    .satisfies(finding -> assertThat(finding.text()).contains("kept for 1.0 hours only"));
        }
    }

    @Test
    void namesMissingPrivileges() {
        monolith.createUser("weak", "weak");
        monolith.grant("weak", "SELECT, INSERT, UPDATE", "ruby.*");
        DatabaseAddress weak =
                new DatabaseAddress("jdbc:mysql://127.0.0.1:" + monolith.port() + "/ruby", "weak", new Secret("weak"));

        assertRefusals(doctor(weak).examine())
                .extracting(Finding::text)
                .anyMatch(text -> text.contains("User 'weak' lacks DELETE, CREATE, ALTER, DROP, TRIGGER on `ruby`.*")
                        && text.contains("GRANT DELETE, CREATE, ALTER, DROP, TRIGGER ON `ruby`.* TO 'weak'"))
                .anyMatch(text -> text.contains("lacks RELOAD, REPLICATION SLAVE, REPLICATION CLIENT, PROCESS on *.*"));
    }

    @Test
    void refusesATableWithoutPrimaryKey() {
        monolith.execute("ALTER TABLE ruby.payments MODIFY pay_no BIGINT NOT NULL, DROP PRIMARY KEY");

        assertRefusals(examine(Clinic.phase()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("ruby.payments has no primary key"));
    }

    @Test
    void refusesUnknownTablesWithTheOneThatWasMeant() {
        assertRefusals(examine(Clinic.phase(Triggers.FIRE, "payment")))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.text()).contains("has no table 'payment'", "Did you mean 'payments'?"));
    }

    @Test
    void refusesCascadesAndTablesWithoutTransactions() {
        monolith.execute(
                "ALTER TABLE ruby.payments ADD CONSTRAINT fk FOREIGN KEY (ord_no) REFERENCES ruby.orders (ord_no)"
                        + " ON DELETE SET NULL");
        assertRefusals(examine(Clinic.phase()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .contains("Foreign key 'fk' of ruby.payments changes rows by itself (ON DELETE SET NULL"));

        Clinic.monolithTables(monolith);
        monolith.execute("ALTER TABLE ruby.payments ENGINE = MyISAM");
        assertRefusals(examine(Clinic.phase()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.mend()).contains("ALTER TABLE ruby.payments ENGINE = InnoDB"));
    }

    @Test
    void letsATriggerFireThatOnlyKeepsATotalElsewhere() {
        monolith.execute("CREATE TRIGGER ruby.total AFTER INSERT ON ruby.payments FOR EACH ROW"
                + " UPDATE ruby.orders SET paid = paid + NEW.amt WHERE ord_no = NEW.ord_no");

        assertRefusals(examine(Clinic.phase())).isEmpty();
    }

    @Test
    void refusesToFireTriggersThatChangeTheRowOrThePhase() {
        monolith.execute("CREATE TRIGGER ruby.stamp BEFORE INSERT ON ruby.payments FOR EACH ROW SET NEW.amt = 1");
        assertRefusals(examine(Clinic.phase()))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.text()).contains("Trigger 'stamp' on ruby.payments changes the row itself"));

        Clinic.monolithTables(monolith);
        monolith.execute("CREATE TRIGGER ruby.echo AFTER DELETE ON ruby.payments FOR EACH ROW"
                + " INSERT INTO payments (mem_no) VALUES (OLD.mem_no)");
        assertRefusals(examine(Clinic.phase()))
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.text()).contains("writes 'payments', a table of the same phase"));
    }

    @Test
    void printsUnguardedTriggersMended() {
        monolith.execute(
                "CREATE TRIGGER ruby.open AFTER INSERT ON ruby.payments FOR EACH ROW"
                        + " UPDATE ruby.orders SET paid = paid + NEW.amt WHERE ord_no = NEW.ord_no",
                "CREATE TRIGGER ruby.guarded AFTER UPDATE ON ruby.payments FOR EACH ROW BEGIN IF @banyan_apply IS NULL THEN"
                        + " UPDATE ruby.orders SET paid = 0 WHERE ord_no = NEW.ord_no; END IF; END");

        List<Finding> findings = examine(Clinic.phase(Triggers.GUARD, "payments"));

        assertRefusals(findings).singleElement().satisfies(finding -> {
            assertThat(finding.what()).contains("Trigger 'open'", "does not test @banyan_apply");
            List<String> mended = List.of(finding.mend()
                    .substring(finding.mend().indexOf("DROP"))
                    .replace("\nDELIMITER ;", "")
                    .split("//\n?"));
            monolith.execute(mended.toArray(String[]::new));
        });
        assertRefusals(examine(Clinic.phase(Triggers.GUARD, "payments"))).isEmpty();
    }

    @Test
    void leavesColumnsAloneThatCameAfterTheStartAsSyncDoes() {
        monolith.execute("ALTER TABLE ruby.payments ADD COLUMN memo VARCHAR(20)");
        assertRefusals(examine(Clinic.phase()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("Column 'memo'", "has no partner"));

        try (ControlStore store = ControlStore.open(address(control, "banyan"), 2)) {
            store.migrate();
            store.transaction(handle -> {
                Phases.start(handle, Clinic.phase(), KeyRule.INTEGER, "test");
                return true;
            });
            assertMapping(store, Severity.OK, "came after the start are not synchronised: payments.memo");

            monolith.execute("ALTER TABLE ruby.payments ADD COLUMN must INT NOT NULL");
            assertMapping(store, Severity.REFUSE, "Column 'must'");
        } finally {
            control.execute("DROP SCHEMA banyan");
            control.createSchema("banyan");
        }
    }

    private static void assertMapping(ControlStore store, Severity severity, String text) {
        Doctor doctor = new Doctor(
                Clinic.migration(
                        address(control, "banyan"),
                        address(monolith, "ruby"),
                        address(service, "payment"),
                        Clinic.phase()),
                store);
        assertThat(doctor.examine())
                .filteredOn(finding -> finding.check().equals("mapping"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(severity);
                    assertThat(finding.text()).contains(text);
                });
    }

    private static void assertRefusedBy(String check, String what, String mend, String... arguments) {
        try (DatabaseServer sick = Clinic.monolith(arguments(arguments))) {
            assertRefusals(doctor(address(sick, "ruby")).examine())
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.check()).isEqualTo(check);
                        assertThat(finding.what()).contains(what);
                        assertThat(finding.mend()).contains(mend);
                    });
        }
    }

    private static String[] arguments(String... more) {
        return Stream.concat(Stream.of("--auto-increment-increment=2"), Stream.of(more))
                .toArray(String[]::new);
    }

    private static ListAssert<Finding> assertRefusals(List<Finding> findings) {
        return assertThat(findings.stream()
                .filter(finding -> finding.severity() == Severity.REFUSE)
                .toList());
    }

    private static List<Finding> examine(PhaseDefinition phase) {
        return new Doctor(
                        Clinic.migration(
                                address(control, "banyan"),
                                address(monolith, "ruby"),
                                address(service, "payment"),
                                phase),
                        null)
                .examine(phase);
    }

    private static Doctor doctor(DatabaseAddress monolithAddress) {
        return new Doctor(
                Clinic.migration(
                        address(control, "banyan"), monolithAddress, address(service, "payment"), Clinic.phase()),
                null);
    }
}
