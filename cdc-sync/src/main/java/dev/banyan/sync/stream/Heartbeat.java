package dev.banyan.sync.stream;

import dev.banyan.sync.database.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a stream's heartbeat row into its source again and again, and knows that server's clock. */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final String NOW = "ROUND(UNIX_TIMESTAMP(NOW(3)) * 1000)";

    private final String stream;
    private final Database source;
    private final long everyMillis;
    private final Thread thread;
    private volatile boolean closing;
    private volatile @Nullable Clock clock;
    private volatile String trouble = "";

    /** What the source's clock said, and when by ours. */
    private record Clock(long sourceMillis, long nanos) {}

    /** @param everyMillis how long it pauses after each */
    Heartbeat(String stream, Database source, long everyMillis) {
        this.stream = stream;
        this.source = source;
        this.everyMillis = everyMillis;
        this.thread = new Thread(this::beat, stream + "-heartbeat");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** How old something is that happened at {@code sourceMillis} by the source's clock; -1 when not known. */
    long age(long sourceMillis) {
        Clock known = clock;
        if (known == null || sourceMillis < 0) {
            return -1;
        }
        long passed = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - known.nanos());
        return Math.max(0, known.sourceMillis() + passed - sourceMillis);
    }

    /** Why it can't be written; empty when it can. */
    String trouble() {
        return trouble;
    }

    private void beat() {
        while (!closing) {
            try (Connection connection = source.connect();
                    PreparedStatement write =
                            connection.prepareStatement("INSERT INTO banyan_heartbeat (stream_name, counter, at_millis)"
                                    + " VALUES (?, 1, " + NOW + ") ON DUPLICATE KEY UPDATE counter = counter + 1,"
                                    + " at_millis = " + NOW)) {
                write.setString(1, stream);
                while (!closing) {
                    write.executeUpdate();
                    clock = new Clock(now(connection), System.nanoTime());
                    trouble = "";
                    pause(everyMillis);
                }
            } catch (SQLException e) {
                if (trouble.isEmpty()) {
                    LOG.info("{}: no heartbeat in {}: {}", stream, source.name(), e.getMessage());
                }
                trouble = "Source " + source.name() + ": " + e.getMessage() + ". Trying again.";
                pause(1_000);
            }
        }
    }

    private static long now(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery("SELECT " + NOW)) {
            rs.next();
            return rs.getLong(1);
        }
    }

    private void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
    }
}
