package dev.banyan.payment;

import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.TestServers;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One real server for all tests of this JVM, and a schema of its own for each that asks. */
final class TestDatabase {

    static final String USER = "payment";
    static final String PASSWORD = "secret of payment";

    private static final AtomicInteger SCHEMAS = new AtomicInteger();
    private static final DatabaseServer SERVER = startServer();

    private final String schema = "payment" + SCHEMAS.incrementAndGet();

    private TestDatabase() {}

    static TestDatabase create() {
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
    static void killServer() {
        SERVER.kill();
    }

    static void restartServer() {
        SERVER.restart();
    }

    String url() {
        return SERVER.url(schema);
    }

    JdbcClient sql() {
        return JdbcClient.create(new DriverManagerDataSource(url(), "root", ""));
    }
}
