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
            Map<String, Known> before = lock(ids(rows));
            List<SourceRow> newer = rows.stream()
                    .filter(row -> isNewer(row, Objects.requireNonNull(before.get(row.id())), again))
                    .toList();
            if (newer.isEmpty()) {
                return;
            }
            table.write(newer, again);
            List<String> written = ids(newer);
            Map<String, Known> after = read(written, "");
            before.keySet().retainAll(written);
            raise(Stream.concat(before.values().stream(), after.values().stream()));
        });
    }

    private static boolean isNewer(SourceRow row, Known known, boolean again) {
        return row.version() > known.version() || (again && row.version() == known.version());
    }

    @Override
    public List<String> unchangedSince(LocalDateTime before, String after, int limit) {
        return table.unchangedSince(before, after, limit);
    }

    @Override
    public boolean remove(String id, LocalDateTime unchangedSince) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            Map<String, Known> before = read(List.of(id), " FOR UPDATE");
            boolean removed = table.remove(id, unchangedSince);
            if (removed) {
                raise(before.values().stream());
            }
            return removed;
        }));
    }

    private void raise(Stream<Known> shown) {
        versions.raise(
                shown.flatMap(row -> Stream.ofNullable(row.shop())).collect(Collectors.toCollection(TreeSet::new)));
    }

    /**
     * What is known of the rows, which stays so until this transaction ends. Rows that are not there yet are made first, older than any:
     * a lock on nothing would be shared, and two that write it deadlock.
     */
    private Map<String, Known> lock(List<String> ids) {
        jdbc.sql("INSERT IGNORE INTO " + what.table() + " (id, version, updated_at, deleted) VALUES "
                        + String.join(
                                ", ", Collections.nCopies(ids.size(), "(?, 0, TIMESTAMP '1970-01-02 00:00:00', TRUE)")))
                .params(ids)
                .update();
        return read(ids, " FOR UPDATE");
    }

    private Map<String, Known> read(List<String> ids, String lock) {
        Map<String, Known> known = new HashMap<>();
        jdbc.sql("SELECT id, version, " + what.shop() + " AS shop FROM " + what.table()
                        + " WHERE id IN (:ids) ORDER BY id" + lock)
                .param("ids", ids)
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
