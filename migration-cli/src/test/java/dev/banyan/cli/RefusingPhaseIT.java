package dev.banyan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.control.evidence.Evidence;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Commands of a phase that refuses writers past the proxies, as far as they go with neither proxy nor sync. */
class RefusingPhaseIT extends CommandsOnServers {
    private static final String BY_MONOLITH = "INSERT INTO payments (mem_no, pay_amt) VALUES (1, 2)";
    private static final String BY_SERVICE = "INSERT INTO payment (member_id, amount) VALUES (1, 2)";

    @BeforeEach
    void whole() {
        Servers.write(directory, text());
    }

    private String text() {
        return servers.text() + "    mode: whole\n    fence: triggers\n";
    }

    private static int write(String schema, String sql) throws SQLException {
        try (Connection connection = servers.sites().connect(schema);
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static String one(String schema, String sql) throws SQLException {
        try (Connection connection = servers.sites().connect(schema);
                Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery(sql)) {
            rs.next();
            return rs.getString(1);
        }
    }

    private static String triggers(String schema) throws SQLException {
        return one(
                schema,
                "SELECT GROUP_CONCAT(trigger_name ORDER BY 1) FROM information_schema.triggers WHERE trigger_schema = '"
                        + schema + "'");
    }

    private void cutOver() {
        synced();
        new Phases(store).move("payments", PhaseState.SYNCED, PhaseState.CUT_OVER, 10_000);
        new Evidence(store).store("payments", Evidence.VERIFY, true, result(0));
    }

    private List<String> planOfComplete() {
        JsonNode steps = Typed.json(directory, "phase", "complete", "payments", "--dry-run")
                .json()
                .path("steps");
        return steps.valueStream().map(JsonNode::stringValue).toList();
    }

    @Test
    void doctorAndDryRunSayWhatAStartMakes() {
        assertThat(Typed.in(directory, "doctor", "payments").out())
                .contains("`phase start` makes triggers banyan_fence_* on payments");

        Typed plan = Typed.json(directory, "phase", "start", "payments", "--dry-run");

        assertThat(plan.exit()).as(plan.err()).isZero();
        assertThat(plan.json().path("steps").path(0).stringValue())
                .contains("triggers banyan_fence_* on payments and on payment of payment");
    }

    @Test
    void aStartMakesSwitchAndTriggersOnBothSides() throws SQLException {
        assertThat(start().exit()).isZero();

        for (String table : List.of("ruby.payments", "payment.payment")) {
            String schema = table.substring(0, table.indexOf('.'));
            String name = "banyan_fence_" + table.substring(table.indexOf('.') + 1);
            assertThat(triggers(schema)).isEqualTo(name + "_del," + name + "_ins," + name + "_upd");
        }
        assertThat(write("ruby", BY_MONOLITH)).isEqualTo(1);
        assertThatThrownBy(() -> write("payment", BY_SERVICE)).hasMessageContaining("write by the proxy");
        assertThat(Typed.in(directory, "doctor", "payments").out())
                .contains("Triggers banyan_fence_* on payments are there");
    }

    /** Starts with a user of few rights at the monolith. */
    private Typed startWeak(String onSchema) {
        servers.sites().execute("DROP USER IF EXISTS weak");
        servers.sites().createUser("weak", "weak");
        servers.sites().grant("weak", onSchema, "ruby.*");
        servers.sites().grant("weak", "RELOAD, REPLICATION SLAVE, REPLICATION CLIENT, PROCESS", "*.*");
        String monolith = "/ruby\", user: banyan, password: \"hidden\"";
        assertThat(text()).contains(monolith);
        Servers.write(directory, text().replace(monolith, "/ruby\", user: weak, password: \"weak\""));
        return Typed.in(directory, "phase", "start", "payments", "--no-wait");
    }

    @Test
    void aUserWhoMayMakeNoTriggersIsRefused() {
        Typed typed = startWeak("SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP");

        assertThat(typed.exit()).isEqualTo(3);
        assertThat(typed.err()).contains("User 'weak' lacks TRIGGER on `ruby`.*");
        assertThat(new Phases(store).list()).isEmpty();
    }

    @Test
    void aServerThatLetsOnlySuperUsersMakeTriggersIsRefused() throws SQLException {
        servers.sites().execute("SET GLOBAL log_bin_trust_function_creators = OFF");
        try {
            Typed typed = startWeak("SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, TRIGGER");

            assertThat(typed.exit()).isEqualTo(3);
            assertThat(typed.err()).contains("no user without SUPER make triggers while it writes a binary log");
            String url = "jdbc:mysql://127.0.0.1:" + servers.sites().port() + "/ruby?allowPublicKeyRetrieval=true";
            try (Connection weak = DriverManager.getConnection(url, "weak", "weak");
                    Statement statement = weak.createStatement()) {
                assertThatThrownBy(() ->
                                statement.execute("CREATE TRIGGER t BEFORE DELETE ON payments FOR EACH ROW SET @a = 1"))
                        .hasMessageContaining("SUPER");
            }
        } finally {
            servers.sites().execute("SET GLOBAL log_bin_trust_function_creators = ON");
        }
        assertThat(startWeak("SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, TRIGGER")
                        .exit())
                .isZero();
    }

    @Test
    void missingTriggersStandInTheWayOfACutoverUntilTheyAreMadeAgain() throws SQLException {
        synced();
        servers.sites().execute("DROP TRIGGER ruby.banyan_fence_payments_upd");

        Typed refused = Typed.in(directory, "phase", "cutover", "payments");

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).contains("Writers of payments can't be refused", "banyan phase start payments");
        assertThat(start().exit()).isZero();
        assertThat(triggers("ruby")).contains("banyan_fence_payments_upd");
    }

    @Test
    void aDryRunOfACutoverNamesTheStepThatRefuses() {
        synced();

        Typed plan = Typed.json(directory, "phase", "cutover", "payments", "--dry-run");

        assertThat(plan.json().path("steps").valueStream().map(JsonNode::stringValue))
                .anyMatch(step -> step.contains("refuse writers past the proxies") && step.contains("banyan_fence_*"));
    }

    @Test
    void completeHandsOverToTheRefusalForGood() throws SQLException {
        cutOver();
        assertThat(planOfComplete()).hasSize(3).last().asString().contains("remove the triggers banyan_fence_*");

        Typed typed = Typed.json(directory, "phase", "complete", "payments", "--yes");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(triggers("ruby"))
                .isEqualTo("banyan_refuse_payments_del,banyan_refuse_payments_ins,banyan_refuse_payments_upd");
        assertThatThrownBy(() -> write("ruby", BY_MONOLITH)).hasMessageContaining("moved to service payment");
        assertThat(write("payment", BY_SERVICE)).isEqualTo(1);
        Typed again = Typed.json(directory, "phase", "complete", "payments", "--yes");
        assertThat(again.exit()).as(again.err()).isZero();
        assertThat(again.json().path("state").stringValue()).isEqualTo("COMPLETE");
    }

    @Test
    void completeThatKeepsTheTablesLeavesThemWritable() throws SQLException {
        Servers.write(directory, text() + "    after: keep\n");
        cutOver();
        assertThat(planOfComplete()).hasSize(2);

        Typed typed = Typed.json(directory, "phase", "complete", "payments", "--yes");

        assertThat(typed.exit()).as(typed.err()).isZero();
        assertThat(write("ruby", BY_MONOLITH)).isEqualTo(1);
        assertThat(write("payment", BY_SERVICE)).isEqualTo(1);
    }

    @Test
    void aPhaseStartsAgainOnlyBehindTheCleanUpOfTheCancelledOne() {
        synced();
        assertThat(Typed.in(directory, "phase", "cancel", "payments", "--dry-run")
                        .out())
                .contains("the triggers banyan_fence_*");
        store.transaction(handle -> Phases.cancel(handle, "payments"));

        Typed refused = start();

        assertThat(refused.exit()).isEqualTo(3);
        assertThat(refused.err()).contains("is not removed yet", "banyan sync run");
        new Phases(store).cancelled().forEach(new Phases(store)::cleanedUp);
        assertThat(start().exit()).isZero();
    }
}
