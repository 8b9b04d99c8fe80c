package dev.banyan.cli.doctor;

import dev.banyan.control.config.ColumnMapping;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.Gates;
import dev.banyan.control.config.HoldLimits;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.PhaseDefinition.Triggers;
import dev.banyan.control.config.ProxySettings;
import dev.banyan.control.config.Secret;
import dev.banyan.control.config.Site;
import dev.banyan.control.config.TableMapping;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.ServerKind;
import dev.banyan.mysql.TestServers;
import java.util.List;
import java.util.Map;

/** A migration of one phase on servers of a test's choice, with a user {@code banyan} like a real one. */
final class Clinic {
    static final String USER = "banyan";
    static final String PASSWORD = "fig-tree";

    private Clinic() {}

    /** A server with a schema and banyan's user. */
    static DatabaseServer server(String schema, String... args) {
        DatabaseServer server = TestServers.start(args);
        server.createSchema(schema);
        server.createUser(USER, PASSWORD);
        server.grant(
                USER,
                "RELOAD, PROCESS, REPLICATION SLAVE, " + (mariaDb() ? "BINLOG MONITOR" : "REPLICATION CLIENT") + ", "
                        + administration(),
                "*.*");
        server.grant(USER, "SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, TRIGGER", schema + ".*");
        return server;
    }

    static boolean mariaDb() {
        return TestServers.kind() == ServerKind.MARIADB;
    }

    /** Privileges that only {@code doctor --fix} needs. */
    static String administration() {
        return mariaDb() ? "BINLOG ADMIN, REPLICATION MASTER ADMIN, SUPER" : "SYSTEM_VARIABLES_ADMIN, BINLOG_ADMIN";
    }

    static DatabaseServer monolith(String... args) {
        DatabaseServer server = server("ruby", args);
        monolithTables(server);
        return server;
    }

    static void monolithTables(DatabaseServer server) {
        server.execute(
                "DROP TABLE IF EXISTS ruby.payments, ruby.orders",
                "CREATE TABLE ruby.orders (ord_no BIGINT AUTO_INCREMENT PRIMARY KEY, paid INT) ENGINE=InnoDB",
                "CREATE TABLE ruby.payments (pay_no BIGINT AUTO_INCREMENT PRIMARY KEY, mem_no BIGINT, ord_no BIGINT,"
                        + " amt INT) ENGINE=InnoDB");
    }

    static DatabaseServer service(String... args) {
        DatabaseServer server = server("payment", args);
        server.execute(
                "CREATE TABLE payment.payment (id BIGINT AUTO_INCREMENT PRIMARY KEY, member_id BIGINT, ord_no BIGINT,"
                        + " amt INT) ENGINE=InnoDB");
        return server;
    }

    static DatabaseAddress address(DatabaseServer server, String schema) {
        return address(server, schema, PASSWORD);
    }

    static DatabaseAddress address(DatabaseServer server, String schema, String password) {
        return new DatabaseAddress(
                "jdbc:mysql://127.0.0.1:" + server.port() + "/" + schema, USER, new Secret(password));
    }

    static Migration migration(
            DatabaseAddress control, DatabaseAddress monolith, DatabaseAddress service, PhaseDefinition phase) {
        return new Migration(
                "ruby",
                control,
                new ProxySettings("127.0.0.1:8000", "127.0.0.1:8001", new Secret("token")),
                new Site(List.of("http://127.0.0.1:8080"), monolith),
                Map.of("payment", new Site(List.of("http://127.0.0.1:9101"), service)),
                Map.of(phase.name(), phase));
    }

    static PhaseDefinition phase() {
        return phase(Triggers.FIRE, "payments");
    }

    static PhaseDefinition phase(Triggers triggers, String from) {
        ColumnMapping id = new ColumnMapping("id", false, null, Map.of());
        ColumnMapping member = new ColumnMapping("member_id", false, null, Map.of());
        TableMapping table =
                new TableMapping(from, "payment", "mem_no", Map.of("pay_no", id, "mem_no", member), Map.of());
        return new PhaseDefinition(
                "payments",
                "payment",
                List.of(),
                List.of(table),
                PhaseDefinition.Mode.KEYED,
                PhaseDefinition.Ids.INTERLEAVE,
                triggers,
                PhaseDefinition.Conflicts.OWNER_WINS,
                Gates.DEFAULT,
                HoldLimits.DEFAULT,
                PhaseDefinition.After.SYNC);
    }
}
