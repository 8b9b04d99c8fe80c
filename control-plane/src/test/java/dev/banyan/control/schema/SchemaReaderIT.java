package dev.banyan.control.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.Gates;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.TableMapping;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.TestServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SchemaReaderIT {
    private static DatabaseServer database;

    @BeforeAll
    static void createTables() {
        database = TestServers.start();
        database.createSchema("ruby");
        database.createSchema("payment");
        database.execute(
                "CREATE TABLE ruby.orders (ord_no BIGINT AUTO_INCREMENT PRIMARY KEY, paid_amt INT) ENGINE=InnoDB",
                "CREATE TABLE ruby.payments (pay_no BIGINT AUTO_INCREMENT PRIMARY KEY, mem_no BIGINT, ord_no BIGINT,"
                        + " pay_stat CHAR(1) NOT NULL DEFAULT 'P', memo VARCHAR(200) COLLATE utf8mb4_bin DEFAULT NULL,"
                        + " amount DECIMAL(19,2) NOT NULL, doubled DECIMAL(19,2) AS (amount * 2) VIRTUAL,"
                        + " reg_dt DATETIME(3) DEFAULT CURRENT_TIMESTAMP(3), UNIQUE KEY uk (mem_no, memo),"
                        + " CONSTRAINT fk_ord FOREIGN KEY (ord_no) REFERENCES ruby.orders (ord_no) ON DELETE CASCADE)"
                        + " ENGINE=InnoDB",
                "CREATE TABLE ruby.log (line TEXT) ENGINE=MyISAM",
                "CREATE VIEW ruby.view AS SELECT pay_no FROM ruby.payments",
                "CREATE TRIGGER ruby.total AFTER INSERT ON ruby.payments FOR EACH ROW UPDATE ruby.orders SET paid_amt ="
                        + " paid_amt + NEW.amount WHERE ord_no = NEW.ord_no",
                "CREATE TABLE payment.payment (id BIGINT AUTO_INCREMENT PRIMARY KEY, member_id BIGINT) ENGINE=InnoDB");
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void readsColumnsKeysAndTriggers() throws SQLException {
        SchemaShape ruby = read("ruby");

        assertThat(ruby.tableNames()).containsExactly("log", "orders", "payments");
        TableShape payments = ruby.table("payments").orElseThrow();
        assertThat(payments.columnNames())
                .containsExactly("pay_no", "mem_no", "ord_no", "pay_stat", "memo", "amount", "doubled", "reg_dt");
        assertThat(payments.primaryKey()).containsExactly("pay_no");
        assertThat(payments.uniqueKeys()).containsExactly(new TableShape.UniqueKey("uk", List.of("mem_no", "memo")));
        assertThat(payments.foreignKeys()).singleElement().satisfies(key -> {
            assertThat(key.columns()).containsExactly("ord_no");
            assertThat(key.referencedTable()).isEqualTo("orders");
            assertThat(key.cascades()).isTrue();
        });
        assertThat(payments.triggers()).singleElement().satisfies(trigger -> {
            assertThat(trigger.timing()).isEqualTo("AFTER");
            assertThat(trigger.event()).isEqualTo("INSERT");
            assertThat(trigger.body()).contains("paid_amt + NEW.amount");
        });
        assertThat(payments.transactional()).isTrue();
        assertThat(ruby.table("log").orElseThrow().transactional()).isFalse();
    }

    @Test
    void readsWhatAColumnTakesAndHowItCompares() throws SQLException {
        TableShape payments = read("ruby").table("payments").orElseThrow();

        assertThat(column(payments, "pay_no").autoIncrement()).isTrue();
        assertThat(column(payments, "pay_no").integer()).isTrue();
        assertThat(column(payments, "pay_stat").defaultExpression()).isEqualTo("'P'");
        assertThat(column(payments, "memo").defaultExpression()).isNull();
        assertThat(column(payments, "memo").collation()).isEqualTo("utf8mb4_bin");
        assertThat(column(payments, "amount").scale()).isEqualTo(2);
        assertThat(column(payments, "pay_no").scale()).isZero();
        assertThat(column(payments, "amount").optional()).isFalse();
        assertThat(column(payments, "doubled").generated()).isTrue();
        assertThat(column(payments, "reg_dt").scale()).isEqualTo(3);
        assertThat(column(payments, "reg_dt").defaultExpression()).startsWithIgnoringCase("current_timestamp");
    }

    @Test
    void resolvesAPhaseOrNamesUnknownTables() throws SQLException {
        TableMapping mapping = new TableMapping("orders", "payment", "mem_no", Map.of(), Map.of());
        TableMapping unknown = new TableMapping("payment", "paymnt", "mem_no", Map.of(), Map.of());

        List<String> problems = PhasePlan.resolve(phase(mapping, unknown), read("ruby"), read("payment"))
                .problems();

        assertThat(problems)
                .anyMatch(p -> p.contains("Schema 'ruby' has no table 'payment'") && p.contains("mean 'payments'?"))
                .anyMatch(p -> p.contains("Schema 'payment' has no table 'paymnt'") && p.contains("mean 'payment'?"));
    }

    @Test
    void findsTheKeyRuleOfAPhase() throws SQLException {
        database.execute("CREATE TABLE payment.orders LIKE payment.payment");
        TableMapping mapping = new TableMapping("payment", "orders", "member_id", Map.of(), Map.of());

        PhasePlan plan = PhasePlan.resolve(phase(mapping), read("payment"), read("payment"))
                .orElseThrow();

        assertThat(plan.keyRule()).isEqualTo(KeyRule.INTEGER);
        assertThat(plan.tables()).hasSize(1);
    }

    @Test
    void anUnknownSchemaHasNoTables() throws SQLException {
        assertThat(read("nowhere").tableNames()).isEmpty();
    }

    private static SchemaShape read(String schema) throws SQLException {
        try (Connection connection = database.connect("")) {
            return SchemaReader.read(connection, schema);
        }
    }

    private static ColumnShape column(TableShape table, String name) {
        return table.column(name).orElseThrow();
    }

    private static PhaseDefinition phase(TableMapping... tables) {
        return new PhaseDefinition(
                "payments",
                "payment",
                List.of(),
                List.of(tables),
                PhaseDefinition.Mode.KEYED,
                PhaseDefinition.Ids.INTERLEAVE,
                PhaseDefinition.Triggers.FIRE,
                PhaseDefinition.Conflicts.OWNER_WINS,
                Gates.DEFAULT,
                HoldLimits.DEFAULT,
                PhaseDefinition.After.SYNC);
    }
}
