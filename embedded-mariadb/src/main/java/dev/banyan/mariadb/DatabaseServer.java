package dev.banyan.mariadb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A database server of our own, listening on 127.0.0.1, with row-based binary log. {@code root} logs in over TCP without a password.
 *
 * <p>What has been committed survives {@link #kill()}. Not safe for use by several threads at once, except for {@link #connect}.
 */
public abstract class DatabaseServer implements AutoCloseable {

    private static final Set<DatabaseServer> ENDING_WITH_THIS_JVM = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> ENDING_WITH_THIS_JVM.forEach(DatabaseServer::close), "database-stop"));
    }

    private final ServerSoftware software;
    private final Options options;
    private final @Nullable Path temporary;
    private volatile ServerProcess server;

    /**
     * Starts a server and returns once it takes connections. An existing data directory is used as it is, so that this also restarts a
     * server of another process.
     *
     * @param spawned learns of the process as soon as it exists, before it is ready
     * @throws MariaDbException when it does not come up, with the last lines of its log
     */
    protected DatabaseServer(ServerSoftware software, Options options, Consumer<OsProcess> spawned) {
        this.software = software;
        Path ours = null;
        try {
            Options complete = options;
            if (complete.dataDirectory() == null) {
                ours = Files.createTempDirectory("banyan-" + software.product().toLowerCase(Locale.ROOT) + "-data-");
                complete = complete.withDataDirectory(ours.resolve("data"));
            }
            Path data = Objects.requireNonNull(complete.dataDirectory()).toAbsolutePath();
            if (complete.logFile() == null) {
                complete = complete.withLogFile(
                        data.resolveSibling(software.product().toLowerCase(Locale.ROOT) + "d.log"));
            }
            if (isMissingOrEmpty(data)) {
                software.fill(data);
            } else if (!software.made(data)) {
                throw new MariaDbException(data + " holds something else than data of " + software.product()
                        + ". Delete it, choose another folder, or start the server that made it.");
            }
            this.server = ServerProcess.start(software, complete, spawned);
            this.options = complete.withPort(server.port());
            this.temporary = ours;
        } catch (IOException e) {
            deleteQuietly(ours);
            throw new MariaDbException("Could not start " + software.product() + ": " + e.getMessage(), e);
        } catch (MariaDbException e) {
            deleteQuietly(ours);
            throw e;
        }
    }

    /** Stops the server with this JVM, unless it was started detached. */
    protected static <S extends DatabaseServer> S endingWithThisJvm(S server) {
        if (!((DatabaseServer) server).options.detached()) {
            ENDING_WITH_THIS_JVM.add(server);
        }
        return server;
    }

    /** The TCP port on 127.0.0.1; the same after a restart. */
    public final int port() {
        return server.port();
    }

    /** The process id of the present run. */
    public final long pid() {
        return server.identity().pid();
    }

    /** The process of the present run, for whoever outlives this JVM. */
    public final OsProcess process() {
        return server.identity();
    }

    public final boolean alive() {
        return server.identity().alive();
    }

    /** The data directory; it exists until {@link #close()} if it is a temporary one, else for ever. */
    public final Path dataDirectory() {
        return Objects.requireNonNull(options.dataDirectory());
    }

    /** The file that the server's messages are appended to. */
    public final Path logFile() {
        return Objects.requireNonNull(options.logFile());
    }

    /** JDBC URL of a schema (empty: none) without user; date and time values are passed as they are, with no conversion. */
    public final String url(String schema) {
        return "jdbc:mysql://127.0.0.1:" + port() + "/" + schema
                + "?sslMode=DISABLED&allowPublicKeyRetrieval=true&connectionTimeZone=LOCAL"
                + "&forceConnectionTimeZoneToSession=false";
    }

    /** A new connection as root; the caller closes it. */
    public final Connection connect(String schema) throws SQLException {
        return DriverManager.getConnection(url(schema) + "&connectTimeout=5000", "root", "");
    }

    /** Runs statements as root on one connection with no schema chosen, in order, each committed by itself. */
    public final void execute(String... statements) {
        try (Connection connection = connect("");
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                run(statement, sql);
            }
        } catch (SQLException e) {
            throw new MariaDbException(
                    "Could not connect to " + software.product() + " on port " + port() + ": " + e.getMessage()
                            + server.epitaph(logFile()),
                    e);
        }
    }

    /** Creates an utf8mb4 schema unless it exists. */
    public final void createSchema(String name) {
        execute("CREATE DATABASE IF NOT EXISTS " + identifier(name) + " CHARACTER SET utf8mb4");
    }

    /** Creates a user for any host, or gives an existing one this password; grants nothing. */
    public final void createUser(String name, String password) {
        String user = literal(name) + "@'%'";
        execute(
                "CREATE USER IF NOT EXISTS " + user + " IDENTIFIED BY " + literal(password),
                "ALTER USER " + user + " IDENTIFIED BY " + literal(password));
    }

    /**
     * Grants privileges to a user made by {@link #createUser}.
     *
     * @param privileges as SQL says it: {@code SELECT, INSERT}
     * @param on as SQL says it: {@code *.*} or {@code ruby.*}
     */
    public final void grant(String user, String privileges, String on) {
        execute("GRANT " + privileges + " ON " + on + " TO " + literal(user) + "@'%'");
    }

    /** Shuts the server down cleanly; its data stays. Does nothing when it is not running. */
    public final void stop() {
        server.stop();
    }

    /** Ends the server as {@code kill -9} does. */
    public final void kill() {
        server.kill();
    }

    /** Freezes the server (SIGSTOP): connections stay open and nothing answers until {@link #resume()}. */
    public final void pause() {
        server.identity().pause();
    }

    public final void resume() {
        server.identity().resume();
    }

    /** Starts the server again on the same data and port, after stopping it if it runs. */
    public final void restart() {
        server.stop();
        try {
            server = ServerProcess.start(software, options, process -> {});
        } catch (IOException e) {
            throw new MariaDbException(
                    "Could not restart " + software.product() + " on port " + options.port() + ": " + e.getMessage(),
                    e);
        }
    }

    /** Stops the server and deletes its data directory if it is a temporary one. Temporary data is not saved first. */
    @Override
    public final void close() {
        ENDING_WITH_THIS_JVM.remove(this);
        if (temporary == null) {
            server.stop();
        } else {
            server.kill();
            deleteQuietly(temporary);
        }
    }

    private static void run(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new MariaDbException(e.getMessage() + " (error " + e.getErrorCode() + ") in: " + sql, e);
        }
    }

    private static String identifier(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static boolean isMissingOrEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }

    private static void deleteQuietly(@Nullable Path folder) {
        if (folder != null) {
            try {
                Folders.delete(folder);
            } catch (IOException | UncheckedIOException e) {
                folder.toFile().deleteOnExit();
            }
        }
    }
}
