package dev.banyan.control.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.banyan.control.config.DatabaseAddress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/**
 * The database behind all coordination. Every call is one short transaction with bounded waits: {@value #CONNECT_MILLIS}
 * ms to connect, {@value #ANSWER_MILLIS} ms for an answer. The server gives up a client that has been silent for
 * {@value #SILENT_SECONDS} s, and whatever it has locked: one that is frozen or gone in mid-transaction. Times in it are
 * UTC by its own clock, to the millisecond; no other clock decides anything. Thread-safe.
 */
public final class ControlStore implements AutoCloseable {
    static final int CONNECT_MILLIS = 2_000;
    static final int ANSWER_MILLIS = 3_000;
    static final int SILENT_SECONDS = 45;
    private static final String SCHEMA_VERSION = "3";

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final DatabaseAddress address;

    private ControlStore(DatabaseAddress address, HikariDataSource pool) {
        this.address = address;
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /**
     * Prepares access without connecting: a store that is down shows at the first call.
     *
     * @param connections how many at the most, 1 for a command, a few for a server
     */
    public static ControlStore open(DatabaseAddress address, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.urlWith("connectTimeout=" + CONNECT_MILLIS + "&socketTimeout=" + ANSWER_MILLIS
                + "&sslMode=PREFERRED&allowPublicKeyRetrieval=true&connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true"
                + "&tcpKeepAlive=true&useServerPrepStmts=false&useLocalSessionState=true&sessionVariables=wait_timeout="
                + SILENT_SECONDS));
        config.setUsername(address.user());
        config.setPassword(address.password().value());
        config.setPoolName("control-store");
        // Set at the log-in, not asked and set for each transaction.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(0);
        config.setIdleTimeout(10_000); // looked after every 30 s: before the server gives them up
        config.setConnectionTimeout(CONNECT_MILLIS);
        config.setValidationTimeout(1_000);
        config.setMaxLifetime(600_000);
        config.setInitializationFailTimeout(-1);
        return new ControlStore(address, new HikariDataSource(config));
    }

    /** Brings the store's schema up to this version; cheap when it is already. */
    public void migrate() {
        if (!SCHEMA_VERSION.equals(installedVersion())) {
            Flyway.configure(ControlStore.class.getClassLoader())
                    .dataSource(pool)
                    .locations("classpath:dev/banyan/control/schema")
                    .load()
                    .migrate();
        }
    }

    private @Nullable String installedVersion() {
        try {
            return read(handle -> handle.createQuery(
                            "SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1")
                    .mapTo(String.class)
                    .findOne()
                    .orElse(null));
        } catch (JdbiException e) {
            return null; // no history table: a fresh store
        }
    }

    /**
     * Runs reads on one connection.
     *
     * @throws StoreUnavailableException when the store can't be reached or is too slow
     */
    public <T extends @Nullable Object> T read(Function<Handle, T> work) {
        return guarded(() -> jdbi.withHandle(work::apply));
    }

    /**
     * Runs one transaction (READ COMMITTED). An exception rolls it back.
     *
     * @throws StoreUnavailableException as for {@link #read}; the outcome is then unknown and must be read back
     */
    public <T extends @Nullable Object> T transaction(Function<Handle, T> work) {
        return guarded(() -> jdbi.inTransaction(work::apply));
    }

    /** The store's own time. */
    public Instant now() {
        return read(ControlStore::now);
    }

    public static Instant now(Handle handle) {
        return handle.createQuery("SELECT UTC_TIMESTAMP(3) AS t")
                .map((rs, context) -> instant(rs, "t"))
                .one();
    }

    public static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }

    public static @Nullable Instant optionalInstant(ResultSet rs, String column) throws SQLException {
        LocalDateTime time = rs.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        pool.close();
    }

    private interface Call<T extends @Nullable Object> {
        T run();
    }

    private <T extends @Nullable Object> T guarded(Call<T> call) {
        try {
            return call.run();
        } catch (ConnectionException e) {
            throw unavailable(e);
        } catch (JdbiException e) {
            if (e.getCause() instanceof SQLException sql && connectionLost(sql)) {
                throw unavailable(e);
            }
            throw e;
        }
    }

    private static boolean connectionLost(SQLException e) {
        return e instanceof SQLRecoverableException
                || Optional.ofNullable(e.getSQLState())
                        .filter(state -> state.startsWith("08"))
                        .isPresent()
                || (e instanceof SQLTransientException && !"40001".equals(e.getSQLState()));
    }

    private StoreUnavailableException unavailable(JdbiException e) {
        Throwable root = e;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String said = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
        return new StoreUnavailableException(
                "The control store at " + address.host() + ":" + address.port() + "/" + address.schema()
                        + " can't be used as " + address.user() + ": " + said
                        + ". Check that the server runs and the `control` section of migration.yaml.",
                e);
    }
}
