package dev.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.routing.RoutingDocument;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.TestServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Starting to move the whole monolith to another server, and taking that back. */
class RelocationCommandsIT extends CommandsOnServers {
    private static DatabaseServer other;

    @BeforeAll
    static void startOther() {
        other = TestServers.start();
    }

    @AfterAll
    static void stopOther() {
        other.close();
    }

    @BeforeEach
    void relocation() {
        other.execute("DROP DATABASE IF EXISTS ruby");
        other.createSchema("ruby");
        other.createUser("banyan", "hidden");
        other.grant("banyan", "ALL PRIVILEGES", "*.*");
        servers.sites()
                .execute(
                        "CREATE TABLE ruby.members (mem_no BIGINT AUTO_INCREMENT PRIMARY KEY, paid INT)",
                        "CREATE TRIGGER ruby.tr_paid AFTER INSERT ON ruby.payments FOR EACH ROW"
                                + " UPDATE members SET paid = paid + NEW.pay_amt WHERE mem_no = NEW.mem_no");
        Servers.write(directory, servers.text().replace("phases:\n", """
                          aws:
                            http: [ "http://127.0.0.1:8081" ]
                            database: { url: "jdbc:mysql://127.0.0.1:%d/ruby", user: banyan, password: "hidden" }
                        phases:
                          cloud: { service: aws, relocate: true, after: keep }
                        """.formatted(other.port())));
    }

    private static String one(DatabaseServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("ruby");
                Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(sql)) {
            rs.next();
            return rs.getString(1);
        }
    }

    private Typed startCloud() {
        assertThat(Typed.in(directory, "doctor", "cloud", "--fix", "--yes").exit())
                .isZero();
        return Typed.json(directory, "phase", "start", "cloud", "--no-wait");
    }

    @Test
    void triggersThatWouldActTwiceAreRefusedUntilTheyAreMended() throws SQLException {
        Typed refused = Typed.in(directory, "phase", "start", "cloud", "--no-wait");
        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).contains("Trigger 'tr_paid'", "@banyan_relocation", "banyan doctor --fix");

        Typed started = startCloud();

        assertThat(started.exit()).as(started.err()).isZero();
        Phase cloud = new Phases(store).find("cloud").orElseThrow();
        assertThat(cloud.definition().tables()).extracting("from").containsExactly("members", "payments");
        RoutingDocument document = new Revisions(store).newest().document();
        assertThat(document.relocation()).isPresent();
        assertThat(one(other, "SELECT COUNT(*) FROM members")).isEqualTo("0");
        assertThat(one(other, "SELECT refused FROM banyan_writers")).isEqualTo("1");
        assertThat(one(servers.sites(), "SELECT refused FROM banyan_writers")).isEqualTo("0");
        String triggers = "SELECT COUNT(*) FROM information_schema.triggers WHERE trigger_schema = 'ruby'";
        assertThat(one(other, triggers)).isEqualTo("7");
        assertThat(one(servers.sites(), triggers)).isEqualTo("7");
        Typed again = Typed.in(directory, "phase", "start", "cloud", "--no-wait");
        assertThat(again.exit()).as(again.err()).isZero();
    }

    @Test
    void aSchemaThatIsNotEmptyIsRefused() {
        Typed.in(directory, "doctor", "cloud", "--fix", "--yes");
        other.execute("CREATE TABLE ruby.left_over (id INT PRIMARY KEY)");

        Typed typed = Typed.in(directory, "phase", "start", "cloud", "--no-wait");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("not empty: it holds left_over");
    }

    @Test
    void aServerThatIsSetOtherwiseIsRefused() {
        other.execute("SET GLOBAL auto_increment_increment = 2");
        try {
            Typed typed = Typed.in(directory, "doctor", "cloud");

            assertThat(typed.out()).contains("auto_increment_increment is 2, and 1 on monolith's server");
        } finally {
            other.execute("SET GLOBAL auto_increment_increment = 1");
        }
    }

    @Test
    void aChangeOfOneSchemaAloneStandsInTheWayOfTheShift() {
        assertThat(startCloud().exit()).isZero();
        new Phases(store).move("cloud", PhaseState.SYNCING, PhaseState.SYNCED, 0);
        servers.sites().execute("CREATE TABLE ruby.later (id INT PRIMARY KEY)");

        Typed typed = Typed.in(directory, "phase", "cutover", "cloud");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("Its tables are not those that the relocation started with; more: later");
    }

    @Test
    void itMovesOnlyBesidePhasesThatAreComplete() {
        assertThat(startCloud().exit()).isZero();
        new Phases(store).move("cloud", PhaseState.SYNCING, PhaseState.SYNCED, 0);
        assertThat(start().exit()).isZero();

        Typed typed = Typed.in(directory, "phase", "cutover", "cloud");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("'payments' is SYNCING", "banyan phase complete payments");
    }

    @Test
    void cancellingLetsTheMonolithsWritersBe() throws SQLException {
        assertThat(startCloud().exit()).isZero();

        Typed typed = Typed.in(directory, "phase", "cancel", "cloud", "--yes");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(
                        one(
                                servers.sites(),
                                "SELECT GROUP_CONCAT(trigger_name) FROM information_schema.triggers WHERE trigger_schema = 'ruby'"))
                .isEqualTo("tr_paid");
    }
}
