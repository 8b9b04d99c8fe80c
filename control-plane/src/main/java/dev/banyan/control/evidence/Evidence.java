package dev.banyan.control.evidence;

import dev.banyan.control.store.ControlStore;
import dev.banyan.control.store.Json;
import java.time.Instant;
import java.util.Optional;

/** Measured facts on which phases advance. */
public final class Evidence {
    /** A {@link VerifyResult}. */
    public static final String VERIFY = "verify";

    private final ControlStore store;

    public Evidence(ControlStore store) {
        this.store = store;
    }

    /** @param ageMillis by the store's clock, at the time of reading */
    public record Item(long id, String kind, boolean good, String document, Instant at, long ageMillis) {
        public <T> T as(Class<T> type) {
            return Json.read(document, type);
        }
    }

    public void store(String phase, String kind, boolean good, Object document) {
        String json = Json.write(document);
        store.transaction(handle -> handle.execute(
                "INSERT INTO evidence (phase, kind, good, document) VALUES (?,?,?,?)", phase, kind, good, json));
    }

    public Optional<Item> newest(String phase, String kind) {
        return store.read(handle -> handle.createQuery(
                        "SELECT e.*, TIMESTAMPDIFF(MICROSECOND, at, UTC_TIMESTAMP(3)) DIV 1000 AS age FROM evidence e"
                                + " WHERE phase = ? AND kind = ? ORDER BY id DESC LIMIT 1")
                .bind(0, phase)
                .bind(1, kind)
                .map((rs, context) -> new Item(
                        rs.getLong("id"),
                        rs.getString("kind"),
                        rs.getBoolean("good"),
                        rs.getString("document"),
                        ControlStore.instant(rs, "at"),
                        rs.getLong("age")))
                .findOne());
    }
}
