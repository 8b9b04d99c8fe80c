package dev.banyan.cli;

import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.store.ControlStore;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A control store and a server with both sites' databases; they end with this JVM. */
final class Servers {
    private final DatabaseServer control = TestServers.start();
    private final DatabaseServer sites = TestServers.start();

    /** Empties all databases and writes migration.yaml into the directory. */
    void reset(Path directory) {
        control.execute("DROP DATABASE IF EXISTS banyan");
        control.createSchema("banyan");
        control.createUser("banyan", "secret");
        control.grant("banyan", "ALL PRIVILEGES", "*.*");
        sites.execute("DROP DATABASE IF EXISTS ruby", "DROP DATABASE IF EXISTS payment");
        sites.createSchema("ruby");
        sites.createSchema("payment");
        sites.createUser("banyan", "hidden");
        sites.grant("banyan", "ALL PRIVILEGES", "*.*");
        sites.execute(
                "CREATE TABLE ruby.payments (pay_no BIGINT AUTO_INCREMENT PRIMARY KEY, mem_no BIGINT, pay_amt INT,"
                        + " pay_stat CHAR(1))",
                "CREATE TABLE payment.payment (id BIGINT AUTO_INCREMENT PRIMARY KEY, member_id BIGINT, amount INT,"
                        + " status VARCHAR(16))");
        write(directory, text());
    }

    String text() {
        return MigrationText.of(control.port(), sites.port());
    }

    static void write(Path directory, String text) {
        try {
            Files.writeString(directory.resolve("migration.yaml"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The control store as another process sees it; the caller closes it. */
    ControlStore store() {
        ControlStore store = ControlStore.open(
                MigrationFile.parse("migration.yaml", text(), Map.of()).control(), 2);
        store.migrate();
        return store;
    }

    DatabaseServer sites() {
        return sites;
    }
}
