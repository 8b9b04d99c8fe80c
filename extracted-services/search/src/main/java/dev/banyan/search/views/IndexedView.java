package dev.banyan.search.views;

import dev.banyan.kit.source.SourceRow;
import dev.banyan.kit.source.View;
import dev.banyan.kit.source.ViewTable;
import dev.banyan.search.rows.ShopVersions;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A view whose rows are in the index: in the transaction that writes some, the version of every shop that showed one of them, or now
 * shows it, is raised.
 */
final class IndexedView implements View {

    /** @param shop that shows it; null for none */
    private record Known(long version, @Nullable Long shop) {}

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
    public void write(List<SourceRow> rows, boolean again) {
        if (rows.isEmpty()) {
            return;
        }
        transaction.executeWithoutResult(status -> {
            Map<String, Known> known = lock(rows);
            List<SourceRow> newer = rows.stream()
                    .filter(row -> isNewer(row, known.get(row.id()), again))
                    .toList();
            if (newer.isEmpty()) {
                return;
            }
            table.write(newer, again);
            Map<String, Known> now = read(newer, "");
            versions.raise(newer.stream()
                    .flatMap(row -> Stream.of(known.get(row.id()), now.get(row.id())))
                    .filter(Objects::nonNull)
                    .flatMap(shown -> Stream.ofNullable(shown.shop()))
                    .collect(Collectors.toCollection(TreeSet::new)));
        });
    }

    private static boolean isNewer(SourceRow row, @Nullable Known known, boolean again) {
        return known == null || row.version() > known.version() || (again && row.version() == known.version());
    }

    @Override
    public List<String> unchangedSince(LocalDateTime before, String after, int limit) {
        return table.unchangedSince(before, after, limit);
    }

    @Override
    public boolean remove(String id, LocalDateTime unchangedSince) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            List<Long> shops = jdbc.sql("SELECT " + what.shop() + " FROM " + what.table() + " WHERE id = ? AND "
                            + what.shop() + " IS NOT NULL FOR UPDATE")
                    .param(id)
                    .query(Long.class)
                    .list();
            boolean removed = table.remove(id, unchangedSince);
            if (removed) {
                versions.raise(shops);
            }
            return removed;
        }));
    }

    /**
     * What is known of the rows, which stays so until this transaction ends. Rows that are not there yet are made first, older than any:
     * a lock on nothing would be shared, and two that write it deadlock.
     */
    private Map<String, Known> lock(List<SourceRow> rows) {
        List<String> ids = ids(rows);
        jdbc.sql("INSERT IGNORE INTO " + what.table() + " (id, version, updated_at, deleted) VALUES "
                        + String.join(
                                ", ", Collections.nCopies(ids.size(), "(?, 0, TIMESTAMP '1970-01-02 00:00:00', TRUE)")))
                .params(ids)
                .update();
        return read(rows, " FOR UPDATE");
    }

    private Map<String, Known> read(List<SourceRow> rows, String lock) {
        List<String> ids = ids(rows);
        Map<String, Known> known = new HashMap<>();
        jdbc.sql("SELECT id, version, " + what.shop() + " AS shop FROM " + what.table() + " WHERE id IN ("
                        + String.join(", ", Collections.nCopies(ids.size(), "?")) + ") ORDER BY id" + lock)
                .params(ids)
                .query(row -> {
                    long shop = row.getLong("shop");
                    known.put(row.getString("id"), new Known(row.getLong("version"), row.wasNull() ? null : shop));
                });
        return known;
    }

    /** In the order in which all who write them lock them. */
    private static List<String> ids(List<SourceRow> rows) {
        return rows.stream().map(SourceRow::id).sorted().toList();
    }
}
