package dev.banyan.e2e;

import static org.awaitility.Awaitility.await;

import dev.banyan.e2e.Ledger.Told;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Writes past the proxies, straight into one database, whoever owns that. Its tokens begin with its name. */
final class Batch implements AutoCloseable {
    private static final String REFUSED = "45000";
    private static final String WORDS = "this database was left: write to the one that the monolith has moved to";

    private final String name;
    private final DatabaseWriter database;
    private final Ledger ledger;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private int number;

    private Batch(String name, DatabaseWriter database, Ledger ledger) {
        this.name = name;
        this.database = database;
        this.ledger = ledger;
    }

    static Batch start(String name, DatabaseWriter database, Ledger ledger) {
        Batch batch = new Batch(name, database, ledger);
        var unused = batch.thread.scheduleWithFixedDelay(batch::next, 0, 100, TimeUnit.MILLISECONDS);
        return batch;
    }

    /** Whether a database said that it was left, as documented. */
    static boolean refused(SQLException e) {
        return REFUSED.equals(e.getSQLState()) && String.valueOf(e.getMessage()).contains(WORDS);
    }

    private void next() {
        String token = name + "-" + number++;
        ledger.told(token, Told.UNKNOWN);
        try {
            database.write(token);
            ledger.told(token, Told.KEPT);
        } catch (SQLException e) {
            if (refused(e)) {
                ledger.told(token, Told.REFUSED);
            } else if (DatabaseWriter.takenBack(e)) {
                ledger.told(token, Told.TAKEN_BACK);
            } else {
                ledger.complain(token + ": " + e);
            }
        }
    }

    /** Returns when the last write has been answered. */
    @Override
    public void close() {
        thread.shutdown();
        await().atMost(Duration.ofSeconds(30)).until(thread::isTerminated);
        database.close();
    }
}
