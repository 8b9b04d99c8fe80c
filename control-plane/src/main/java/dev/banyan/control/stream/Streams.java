package dev.banyan.control.stream;

import dev.banyan.control.store.ControlStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The state of all streams. */
public final class Streams {
    private static final String SELECT =
            "SELECT s.*, TIMESTAMPDIFF(MICROSECOND, reported_at, UTC_TIMESTAMP(3)) DIV 1000 AS silent FROM stream s";

    private static final String REPORT =
            "INSERT INTO stream (phase, direction, status, lag_millis, position, message, quarantined, conflicts,"
                    + " bypasses, wrong_ids, applied_rows, process, reported_at)"
                    + " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,UTC_TIMESTAMP(3)) ON DUPLICATE KEY UPDATE"
                    + " status=VALUES(status), lag_millis=VALUES(lag_millis), position=VALUES(position),"
                    + " message=VALUES(message), quarantined=VALUES(quarantined), conflicts=VALUES(conflicts),"
                    + " bypasses=VALUES(bypasses), wrong_ids=VALUES(wrong_ids), applied_rows=VALUES(applied_rows),"
                    + " process=VALUES(process), reported_at=VALUES(reported_at)";

    private final ControlStore store;

    public Streams(ControlStore store) {
        this.store = store;
    }

    /** Stores what a process says of its streams, all of it in one transaction. */
    public void report(List<StreamReport> reports, String process) {
        if (reports.isEmpty()) {
            return;
        }
        store.transaction(handle -> {
            PreparedBatch batch = handle.prepareBatch(REPORT);
            for (StreamReport report : reports) {
                batch.add(
                        report.phase(),
                        report.direction().name(),
                        report.status().name(),
                        report.lagMillis(),
                        cut(report.position(), 1000),
                        cut(report.message(), 2000),
                        report.quarantined(),
                        report.conflicts(),
                        report.bypasses(),
                        report.wrongIds(),
                        report.appliedRows(),
                        process);
            }
            return batch.execute();
        });
    }

    public Optional<StreamRecord> find(String phase, Direction direction) {
        return store.read(handle -> handle.createQuery(SELECT + " WHERE phase = ? AND direction = ?")
                .bind(0, phase)
                .bind(1, direction.name())
                .map((rs, context) -> stream(rs))
                .findOne());
    }

    public List<StreamRecord> list() {
        return store.read(handle -> handle.createQuery(SELECT + " ORDER BY phase, direction")
                .map((rs, context) -> stream(rs))
                .list());
    }

    /** Asks for a pause, or its end; sync obeys within a second. @return whether there is such a stream */
    public boolean want(String phase, Direction direction, boolean paused) {
        return store.transaction(handle -> handle.execute(
                        "UPDATE stream SET wanted = ? WHERE phase = ? AND direction = ?",
                        paused ? "PAUSED" : "RUNNING",
                        phase,
                        direction.name()))
                == 1;
    }

    /** Takes a phase's streams off the list, once it is cancelled. */
    public void remove(String phase) {
        store.transaction(handle -> handle.execute("DELETE FROM stream WHERE phase = ?", phase));
    }

    private static StreamRecord stream(ResultSet rs) throws SQLException {
        StreamReport report = new StreamReport(
                rs.getString("phase"),
                Direction.valueOf(rs.getString("direction")),
                StreamStatus.valueOf(rs.getString("status")),
                rs.getLong("lag_millis"),
                rs.getString("position"),
                rs.getString("message"),
                rs.getLong("quarantined"),
                rs.getLong("conflicts"),
                rs.getLong("bypasses"),
                rs.getLong("wrong_ids"),
                rs.getLong("applied_rows"));
        return new StreamRecord(
                report, "PAUSED".equals(rs.getString("wanted")), rs.getString("process"), rs.getLong("silent"));
    }

    private static String cut(String text, int length) {
        return text.length() > length ? text.substring(0, length) : text;
    }
}
