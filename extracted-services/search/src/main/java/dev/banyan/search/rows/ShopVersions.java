package dev.banyan.search.rows;

import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A version per shop, which rises with every change of anything that its document shows. */
@Component
public final class ShopVersions {

    private static final int ROWS_AT_ONCE = 1000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    ShopVersions(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** In ascending order, so that two that raise the same shops wait for one another. */
    public void raise(Collection<Long> shopIds) {
        batches.batchUpdate(
                "INSERT INTO shop_version (shop_id, version, dirty) VALUES (?, 1, TRUE)"
                        + " ON DUPLICATE KEY UPDATE version = version + 1, dirty = TRUE",
                shopIds,
                ROWS_AT_ONCE,
                (row, id) -> row.setLong(1, id));
    }

    void raiseAll() {
        jdbc.sql("UPDATE shop_version SET version = version + 1, dirty = TRUE").update();
    }

    /** An index that is empty needs them all. */
    public void markAllDirty() {
        jdbc.sql("UPDATE shop_version SET dirty = TRUE").update();
    }

    public List<Versioned> dirty(int limit) {
        return jdbc.sql("SELECT shop_id, version FROM shop_version WHERE dirty ORDER BY shop_id LIMIT ?")
                .param(limit)
                .query((row, n) -> new Versioned(row.getLong("shop_id"), row.getLong("version")))
                .list();
    }

    public long countDirty() {
        return jdbc.sql("SELECT COUNT(*) FROM shop_version WHERE dirty")
                .query(Long.class)
                .single();
    }

    /** The next shops in id order, gone ones too. */
    public List<Long> after(long shopId, int limit) {
        return jdbc.sql("SELECT shop_id FROM shop_version WHERE shop_id > ? ORDER BY shop_id LIMIT ?")
                .params(shopId, limit)
                .query(Long.class)
                .list();
    }

    /** The index has these; what was raised since stays dirty. */
    public void clean(Collection<Versioned> indexed) {
        batches.batchUpdate(
                "UPDATE shop_version SET dirty = FALSE WHERE shop_id = ? AND version = ?",
                indexed,
                ROWS_AT_ONCE,
                (row, shop) -> {
                    row.setLong(1, shop.shopId());
                    row.setLong(2, shop.version());
                });
    }

    /** A shop as it was at a version. */
    public record Versioned(long shopId, long version) {}
}
