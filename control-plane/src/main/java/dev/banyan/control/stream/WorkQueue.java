package dev.banyan.control.stream;

import dev.banyan.control.store.ControlStore;
import dev.banyan.control.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Work that the CLI asks of sync. */
public final class WorkQueue {
    private final ControlStore store;

    public WorkQueue(ControlStore store) {
        this.store = store;
    }

    /** Asks, and answers the number by which to follow the work. */
    public long ask(WorkKind kind, String phase, Map<String, String> arguments, String by) {
        return store.transaction(handle -> handle.createUpdate(
                        "INSERT INTO work (kind, phase, arguments, state, asked_by) VALUES (?,?,?,'NEW',?)")
                .bind(0, kind.name())
                .bind(1, phase)
                .bind(2, Json.write(arguments))
                .bind(3, by)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one());
    }

    public Optional<Work> find(long id) {
        return store.read(handle -> find(handle, id));
    }

    /** Takes the oldest work that nobody has taken. */
    public Optional<Work> claim(String process) {
        return store.transaction(handle -> {
            Optional<Long> id = handle.createQuery(
                            "SELECT id FROM work WHERE state = 'NEW' ORDER BY id LIMIT 1 FOR UPDATE")
                    .mapTo(Long.class)
                    .findOne();
            id.ifPresent(number ->
                    handle.execute("UPDATE work SET state = 'RUNNING', process = ? WHERE id = ?", process, number));
            return id.flatMap(number -> find(handle, number));
        });
    }

    /** Gives back what a sync process that died had taken; called once at start. */
    public void reclaim() {
        store.transaction(
                handle -> handle.execute("UPDATE work SET state = 'NEW', progress = '' WHERE state = 'RUNNING'"));
    }

    public void progress(long id, String text) {
        store.transaction(handle -> handle.execute("UPDATE work SET progress = ? WHERE id = ?", text, id));
    }

    /** Ends the work: {@code result} is JSON when it succeeded, else the reason and how to mend it. */
    public void finish(long id, boolean succeeded, String result) {
        store.transaction(handle -> handle.execute(
                "UPDATE work SET state = ?, result = ?, ended_at = UTC_TIMESTAMP(3) WHERE id = ?",
                succeeded ? Work.State.DONE.name() : Work.State.FAILED.name(),
                result,
                id));
    }

    private static Optional<Work> find(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM work WHERE id = ?")
                .bind(0, id)
                .map((rs, context) -> work(rs))
                .findOne();
    }

    private static Work work(ResultSet rs) throws SQLException {
        Map<String, String> arguments = new LinkedHashMap<>();
        Map<?, ?> stored = Json.read(rs.getString("arguments"), Map.class);
        stored.forEach((key, value) -> arguments.put(String.valueOf(key), String.valueOf(value)));
        return new Work(
                rs.getLong("id"),
                WorkKind.valueOf(rs.getString("kind")),
                rs.getString("phase"),
                arguments,
                Work.State.valueOf(rs.getString("state")),
                rs.getString("progress"),
                rs.getString("result"));
    }
}
