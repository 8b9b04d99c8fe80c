package dev.banyan.sync.verify;

import dev.banyan.control.config.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One connection to each database, asked at the same time. Times are read as UTC on both, each row committed by itself. */
final class Sides implements AutoCloseable {
    private final Connection monolith;
    private final Connection service;
    private final ExecutorService thread;

    private Sides(Connection monolith, Connection service) {
        this.monolith = monolith;
        this.service = service;
        this.thread = Executors.newSingleThreadExecutor(runnable -> {
            Thread daemon = new Thread(runnable, "verify-service");
            daemon.setDaemon(true);
            return daemon;
        });
    }

    static Sides connect(DatabaseAddress monolith, DatabaseAddress service) throws SQLException {
        Connection first = connect(monolith);
        try {
            return new Sides(first, connect(service));
        } catch (SQLException e) {
            first.close();
            throw e;
        }
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        Connection connection = DriverManager.getConnection(
                address.urlWith("connectTimeout=3000&socketTimeout=60000&allowPublicKeyRetrieval=true"
                        + "&tinyInt1isBit=false&yearIsDateType=false&tcpKeepAlive=true"
                        + "&characterEncoding=UTF-8"),
                address.user(),
                address.password().value());
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION time_zone = '+00:00'");
            statement.execute("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
        }
        return connection;
    }

    Connection monolith() {
        return monolith;
    }

    Connection service() {
        return service;
    }

    /** What one side answers. */
    interface Question<T> {
        T ask() throws SQLException;
    }

    /** Both answers to one question. */
    record Answers<T>(T monolith, T service) {}

    <T> Answers<T> both(Question<T> atMonolith, Question<T> atService) throws SQLException {
        Future<T> second = thread.submit(atService::ask);
        T first = atMonolith.ask();
        try {
            return new Answers<>(first, second.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException sql) {
                throw sql;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void close() throws SQLException {
        thread.shutdownNow();
        try (monolith;
                service) {
            // closes both, whatever the first says
        }
    }
}
