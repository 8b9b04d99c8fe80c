package dev.banyan.kit.testing;

import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.TestServers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One real server for all tests of this JVM, and an empty schema of its own for each that asks. */
public final class TestDatabase {

    public static final String USER = "service";
    public static final String PASSWORD = "secret of the service";

    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final DatabaseServer SERVER = startServer();

    private final String schema = "test" + SCHEMAS.incrementAndGet();

    private TestDatabase() {}

    public static TestDatabase create() {
        TestDatabase database = new TestDatabase();
        SERVER.createSchema(database.schema);
        SERVER.grant(USER, "ALL", database.schema + ".*");
        return database;
    }

    private static DatabaseServer startServer() {
        DatabaseServer server = TestServers.start("--auto-increment-increment=2", "--auto-increment-offset=2");
        server.createUser(USER, PASSWORD);
        return server;
    }

    /** As {@code kill -9} does; whoever calls this restarts it. */
    public static void killServer() {
        SERVER.kill();
    }

    public static void restartServer() {
        SERVER.restart();
    }

    public String url() {
        return SERVER.url(schema);
    }

    /** The service's arguments for this database. */
    public List<String> settings() {
        return List.of(
                "--spring.datasource.url=" + url(),
                "--spring.datasource.username=" + USER,
                "--spring.datasource.password=" + PASSWORD);
    }

    /** What the outbox tells of an aggregate, in order: version, type, names of what changed, facts. */
    public List<String> told(long aggregate) {
        return sql().sql("SELECT CONCAT_WS(' ', aggregate_version, type, changed_attributes, attributes) FROM outbox"
                        + " WHERE aggregate_id = ? ORDER BY id")
                .param(String.valueOf(aggregate))
                .query(String.class)
                .list();
    }

    /** Statements of the test itself, as root. */
    public JdbcClient sql() {
        return JdbcClient.create(new DriverManagerDataSource(url(), "root", ""));
    }
}
