package dev.banyan.control.evidence;

import dev.banyan.control.store.ControlStore;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Who changed what, when and why; append-only. */
public final class Audit {
    private final ControlStore store;

    public Audit(ControlStore store) {
        this.store = store;
    }

    /** One line of the trail. */
    public record Entry(Instant at, String actor, String action, String subject, String detail) {}

    public void record(String actor, String action, String subject, String detail) {
        store.transaction(handle -> {
            record(handle, actor, action, subject, detail);
            return true;
        });
    }

    /** As above, inside the transaction that makes the change. */
    public static void record(Handle handle, String actor, String action, String subject, String detail) {
        handle.execute(
                "INSERT INTO audit (actor, action, subject, detail) VALUES (?,?,?,?)",
                actor,
                action,
                subject,
                detail.length() > 2000 ? detail.substring(0, 2000) : detail);
    }

    /** The newest entries, newest first. */
    public List<Entry> newest(int limit) {
        return store.read(handle -> handle.createQuery("SELECT * FROM audit ORDER BY id DESC LIMIT ?")
                .bind(0, limit)
                .map((rs, context) -> new Entry(
                        ControlStore.instant(rs, "at"),
                        rs.getString("actor"),
                        rs.getString("action"),
                        rs.getString("subject"),
                        rs.getString("detail")))
                .list());
    }
}
