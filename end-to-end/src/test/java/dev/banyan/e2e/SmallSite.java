package dev.banyan.e2e;

import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.store.ControlStore;
import dev.banyan.mariadb.DatabaseServer;
import dev.banyan.mysql.TestServers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The databases of a small migration, the control store on the service's server, and its migration.yaml in a directory; neither proxy nor
 * sync runs.
 */
final class SmallSite implements AutoCloseable {
    final DatabaseServer monolith = TestServers.start("--auto-increment-increment=2", "--auto-increment-offset=1");
    final DatabaseServer service = TestServers.start("--auto-increment-increment=2", "--auto-increment-offset=2");

    private final Path directory;

    SmallSite(Path directory) {
        this.directory = directory;
        service.createSchema("banyan");
        monolith.createSchema("ruby");
        service.createSchema("payment");
        monolith.createUser("banyan", "secret");
        monolith.grant("banyan", "ALL PRIVILEGES", "*.*");
        service.createUser("banyan", "secret");
        service.grant("banyan", "ALL PRIVILEGES", "*.*");
        monolith.execute("CREATE TABLE ruby.payments (pay_no BIGINT AUTO_INCREMENT PRIMARY KEY, mem_no BIGINT,"
                + " pay_amt INT, pay_stat CHAR(1))");
        service.execute("CREATE TABLE payment.payment (id BIGINT AUTO_INCREMENT PRIMARY KEY, member_id BIGINT,"
                + " amount INT, status VARCHAR(16))");
        write("migration.yaml", text());
        try (ControlStore store = store()) {
            store.migrate();
        }
    }

    /** A second file beside migration.yaml, with another password of banyan's at the control store. */
    Path withWrongPassword() {
        return write("wrong.yaml", text().replaceFirst("\"secret\"", "\"guessed\""));
    }

    ControlStore store() {
        return ControlStore.open(
                MigrationFile.parse("migration.yaml", text(), Map.of()).control(), 2);
    }

    /** Banyan's command line on this site. */
    CommandLine commands() {
        return new CommandLine(directory, directory.resolve("migration.yaml"), Map.of());
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command line's own tests run by the same file. */
    private String text() {
        Path file = BanyanProcess.home().resolve("migration-cli/src/test/resources/dev/banyan/cli/migration.yaml");
        try {
            return Files.readString(file)
                    .replace("${control}", String.valueOf(service.port()))
                    .replace("${monolith}", String.valueOf(monolith.port()))
                    .replace("${service}", String.valueOf(service.port()))
                    .replace("\"hidden\"", "\"secret\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        monolith.close();
        service.close();
    }
}
