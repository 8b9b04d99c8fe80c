package dev.banyan.mysql;

import dev.banyan.mariadb.Folders;
import dev.banyan.mariadb.MariaDbException;
import dev.banyan.mariadb.Options;
import dev.banyan.mariadb.OsProcess;
import dev.banyan.mariadb.ServerSoftware;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An unpacked MySQL and an empty database made with it, once per user and server, then copied. Safe when several JVMs ask at once: one
 * makes it under a file lock, the others wait.
 *
 * @param base where {@code bin} and {@code share} are
 * @param folder where the empty database is kept
 */
record MySqlSoftware(Path base, Path folder) implements ServerSoftware {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Object IN_THIS_JVM = new Object();

    /** @param kept where empty databases are kept; null: a folder of this user under {@code java.io.tmpdir} */
    static MySqlSoftware prepared(@Nullable Path kept) {
        Path base = MySqlHome.find();
        try {
            // A server that is prepared anew does not get the empty database of the former one.
            String made = base + " " + Files.getLastModifiedTime(base.resolve("bin/mysqld"));
            Path folder = (kept != null ? kept : temporary()).resolve("mysql-" + Integer.toHexString(made.hashCode()));
            MySqlSoftware software = new MySqlSoftware(base, folder.toAbsolutePath());
            software.makeTemplate();
            return software;
        } catch (IOException e) {
            throw new MariaDbException("Could not make an empty MySQL database: " + e.getMessage(), e);
        }
    }

    @Override
    public String product() {
        return "MySQL";
    }

    @Override
    public boolean made(Path dataDirectory) {
        return madeByMySql(dataDirectory);
    }

    static boolean madeByMySql(Path dataDirectory) {
        return Files.exists(dataDirectory.resolve("mysql.ibd"));
    }

    @Override
    public Map<String, String> libraryPaths() {
        return Map.of();
    }

    @Override
    public void fill(Path dataDirectory) throws IOException {
        Folders.copy(template(), dataDirectory);
        // Holds the server's UUID, which is part of its GTIDs: each server makes one of its own.
        Files.deleteIfExists(dataDirectory.resolve("auto.cnf"));
    }

    @Override
    public List<String> command(int port, Path data, Options options) {
        List<String> command = withCommonOptions(data);
        command.addAll(List.of(
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=mysqld.sock", // relative to the data directory: such paths are limited to 107 bytes
                "--pid-file=mysqld.pid",
                "--server-id=" + (options.serverId() == 0 ? port : options.serverId()),
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--gtid-mode=ON",
                "--enforce-gtid-consistency=ON",
                "--log-bin-trust-function-creators=1",
                // What has been committed survives a kill of the process, though not a power cut.
                "--innodb-flush-log-at-trx-commit=2",
                "--sync-binlog=0",
                "--innodb-buffer-pool-size=128M",
                "--max-connections=200",
                "--skip-name-resolve"));
        command.addAll(options.extraArgs());
        return command;
    }

    private List<String> withCommonOptions(Path data) {
        List<String> command = new ArrayList<>(List.of(
                base.resolve("bin/mysqld").toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + data,
                "--lc-messages-dir=" + base.resolve("share"),
                "--character-sets-dir=" + base.resolve("share/charsets"),
                "--plugin-dir=" + base.resolve("lib/plugin"),
                "--secure-file-priv=NULL",
                "--mysqlx=OFF",
                "--innodb-redo-log-capacity=96M",
                "--character-set-server=utf8mb4"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        return command;
    }

    private Path template() {
        return folder.resolve("template");
    }

    private void makeTemplate() throws IOException {
        Path ready = folder.resolve("ready");
        if (Files.exists(ready)) {
            return;
        }
        synchronized (IN_THIS_JVM) {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && Files.exists(ready)) {
                    return;
                }
                Folders.delete(template());
                initialize();
                Files.writeString(ready, "");
            }
        }
    }

    private void initialize() throws IOException {
        Path statements = folder.resolve("root.sql");
        Files.write(
                statements,
                List.of(
                        "CREATE USER root@'127.0.0.1' IDENTIFIED BY '';",
                        "GRANT ALL PRIVILEGES ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;"));
        Path log = folder.resolve("initialize.log");
        List<String> command = withCommonOptions(template());
        command.addAll(List.of("--initialize-insecure", "--skip-log-bin", "--init-file=" + statements));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                OsProcess.of(process.toHandle()).kill();
                throw new MariaDbException("MySQL could not initialize an empty database in " + template()
                        + ". It said (" + log + "):\n" + Files.readString(log));
            }
        } catch (InterruptedException e) {
            OsProcess.of(process.toHandle()).kill();
            Thread.currentThread().interrupt();
            throw new MariaDbException("Interrupted while MySQL was making an empty database", e);
        }
    }

    private static Path temporary() {
        String user = System.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9._-]", "_");
        return Path.of(System.getProperty("java.io.tmpdir"), "banyan-mysql-" + user);
    }
}
