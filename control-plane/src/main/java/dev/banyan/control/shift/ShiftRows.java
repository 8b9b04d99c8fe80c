package dev.banyan.control.shift;

import dev.banyan.control.store.ControlStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads the journal's rows. */
final class ShiftRows {
    private ShiftRows() {}

    static Optional<Shift> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM shift WHERE id = ?")
                .bind(0, id)
                .map((rs, context) -> shift(rs))
                .findOne();
    }

    static Shift lock(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM shift WHERE id = ? FOR UPDATE")
                .bind(0, id)
                .map((rs, context) -> shift(rs))
                .one();
    }

    /** Empty when somebody else has it locked: what he does to it shows in the routing, and is not waited for. */
    static Optional<Shift> lockIfFree(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM shift WHERE id = ? FOR UPDATE SKIP LOCKED")
                .bind(0, id)
                .map((rs, context) -> shift(rs))
                .findOne();
    }

    static Optional<Shift> running(Handle handle) {
        return handle.createQuery("SELECT * FROM shift WHERE running_key IS NOT NULL ORDER BY id LIMIT 1")
                .map((rs, context) -> shift(rs))
                .findOne();
    }

    static List<Shift> history(Handle handle, String phase) {
        return handle.createQuery("SELECT * FROM shift WHERE phase = ? ORDER BY id")
                .bind(0, phase)
                .map((rs, context) -> shift(rs))
                .list();
    }

    static Optional<Shift> newestCommitted(Handle handle, String phase) {
        return handle.createQuery("SELECT * FROM shift WHERE phase = ? AND state IN ('COMMITTED', 'DONE')"
                        + " ORDER BY id DESC LIMIT 1")
                .bind(0, phase)
                .map((rs, context) -> shift(rs))
                .findOne();
    }

    static Optional<Shift> newest(Handle handle, String phase) {
        return handle.createQuery("SELECT * FROM shift WHERE phase = ? ORDER BY id DESC LIMIT 1")
                .bind(0, phase)
                .map((rs, context) -> shift(rs))
                .findOne();
    }

    static List<ShiftEvent> events(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM shift_event WHERE shift_id = ? ORDER BY id")
                .bind(0, id)
                .map((rs, context) -> new ShiftEvent(
                        ControlStore.instant(rs, "at"),
                        ShiftState.valueOf(rs.getString("state")),
                        rs.getString("actor"),
                        rs.getString("detail")))
                .list();
    }

    static void event(Handle handle, long id, ShiftState state, String actor, String detail) {
        handle.execute(
                "INSERT INTO shift_event (shift_id, state, actor, detail) VALUES (?,?,?,?)",
                id,
                state.name(),
                actor,
                detail.length() > 2000 ? detail.substring(0, 2000) : detail);
    }

    private static Shift shift(ResultSet rs) throws SQLException {
        return new Shift(
                rs.getLong("id"),
                rs.getString("phase"),
                ShiftKind.valueOf(rs.getString("kind")),
                rs.getInt("split_from"),
                rs.getInt("split_to"),
                ShiftState.valueOf(rs.getString("state")),
                rs.getString("token"),
                rs.getString("coordinator"),
                rs.getBoolean("accept_missing"),
                rs.getLong("revision"),
                ControlStore.instant(rs, "deadline_at"),
                ControlStore.instant(rs, "began_at"),
                ControlStore.optionalInstant(rs, "held_at"),
                ControlStore.optionalInstant(rs, "ended_at"),
                rs.getString("outcome"));
    }
}
