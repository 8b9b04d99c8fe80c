package dev.banyan.search.views;

import dev.banyan.kit.source.SourceRow;
import dev.banyan.kit.source.View;
import dev.banyan.kit.source.ViewTable;
import dev.banyan.search.rows.ShopVersions;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A view whose rows are in the index: in the transaction that writes one, the version of every shop that showed it, or now shows it,
 * is raised.
 */
final class IndexedView implements View {

    private final SearchView what;
    private final ViewTable table;
    private final ShopVersions versions;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    IndexedView(
            SearchView what, ViewTable table, ShopVersions versions, JdbcClient jdbc, TransactionTemplate transaction) {
        this.what = what;
        this.table = table;
        this.versions = versions;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Override
    public long version(String id) {
        return table.version(id);
    }

    @Override
    public void write(SourceRow row, boolean again) {
        transaction.executeWithoutResult(status -> {
            Set<Long> shops = new TreeSet<>(lock(row.id()));
            long known = table.version(row.id());
            if (known > row.version() || (known == row.version() && !again)) {
                return;
            }
            table.write(row, again);
            shops.addAll(shops(row.id(), ""));
            versions.raise(shops);
        });
    }

    @Override
    public List<String> unchangedSince(LocalDateTime before, String after, int limit) {
        return table.unchangedSince(before, after, limit);
    }

    @Override
    public boolean remove(String id, LocalDateTime unchangedSince) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            List<Long> shops = shops(id, " FOR UPDATE");
            boolean removed = table.remove(id, unchangedSince);
            if (removed) {
                versions.raise(shops);
            }
            return removed;
        }));
    }

    /**
     * The shop that shows the row up to now, and keeps on showing it until this transaction ends. A row that is not there yet is made
     * first, older than any: a lock on nothing would be shared, and two that write it deadlock.
     */
    private List<Long> lock(String id) {
        jdbc.sql("INSERT IGNORE INTO " + what.table() + " (id, version, updated_at, deleted) VALUES (?, 0,"
                        + " TIMESTAMP '1970-01-02 00:00:00', TRUE)")
                .param(id)
                .update();
        return shops(id, " FOR UPDATE");
    }

    private List<Long> shops(String id, String lock) {
        return jdbc.sql("SELECT " + what.shop() + " FROM " + what.table() + " WHERE id = ? AND " + what.shop()
                        + " IS NOT NULL" + lock)
                .param(id)
                .query(Long.class)
                .list();
    }
}
