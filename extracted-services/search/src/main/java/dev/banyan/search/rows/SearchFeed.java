package dev.banyan.search.rows;

import dev.banyan.kit.feed.FeedChange;
import dev.banyan.kit.feed.FeedEffect;
import dev.banyan.kit.feed.FeedRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Keeps the rows that documents are made of, and raises the version of every shop that a change touches. Only the last
 * image of a row within a batch is written; every image tells of shops it touches.
 */
@Component
final class SearchFeed implements FeedEffect {

    private final JdbcTemplate batches;
    private final JdbcClient jdbc;
    private final ShopVersions versions;

    SearchFeed(JdbcTemplate batches, JdbcClient jdbc, ShopVersions versions) {
        this.batches = batches;
        this.jdbc = jdbc;
        this.versions = versions;
    }

    @Override
    public String phase() {
        return "search";
    }

    @Override
    public void forget() {
        for (FedTable table : FedTable.values()) {
            jdbc.sql(table.deleteAll()).update();
        }
        versions.raiseAll();
    }

    @Override
    public void apply(List<FeedChange> changes) {
        Map<FedTable, Map<Object, FeedChange>> last = new EnumMap<>(FedTable.class);
        Touched touched = new Touched();
        for (FeedChange change : changes) {
            FedTable table = FedTable.named(change.table());
            Map<Object, FeedChange> rows = last.computeIfAbsent(table, t -> new LinkedHashMap<>());
            rows.put(table.key(change.row()), change);
            Stream.of(change.before(), change.after())
                    .flatMap(Stream::ofNullable)
                    .forEach(row -> touched.add(table, row));
        }
        // Before and after: an ad may move to another shop, or appear, in the same batch as its keywords.
        Set<Long> shops = new TreeSet<>(touched.shops);
        shops.addAll(shopsOf(touched));
        last.forEach(this::write);
        shops.addAll(shopsOf(touched));
        versions.raise(shops);
    }

    private void write(FedTable table, Map<Object, FeedChange> rows) {
        List<Object[]> written = new ArrayList<>();
        List<Object[]> deleted = new ArrayList<>();
        rows.forEach((key, change) -> {
            if (change.kind() == FeedChange.Kind.DELETE) {
                deleted.add(new Object[] {key});
            } else {
                written.add(table.values(change.row()));
            }
        });
        if (!written.isEmpty()) {
            batches.batchUpdate(table.write(), written);
        }
        if (!deleted.isEmpty()) {
            batches.batchUpdate(table.delete(), deleted);
        }
    }

    private List<Long> shopsOf(Touched touched) {
        List<Long> shops = new ArrayList<>();
        shops.addAll(ids("SELECT shop_id FROM ad WHERE shop_id IS NOT NULL AND id IN (:of)", touched.ads));
        shops.addAll(ids("SELECT id FROM shop WHERE category IN (:of)", touched.categories));
        return shops;
    }

    private List<Long> ids(String sql, Collection<?> of) {
        return of.isEmpty()
                ? List.of()
                : jdbc.sql(sql).param("of", of).query(Long.class).list();
    }

    /** What changes are about: shops, or what leads to shops. */
    private static final class Touched {

        private final Set<Long> shops = new TreeSet<>();
        private final Set<Long> ads = new TreeSet<>();
        private final Set<String> categories = new TreeSet<>();

        void add(FedTable table, FeedRow row) {
            switch (table) {
                case SHOP -> shops.add(row.number("id"));
                case CATEGORY -> categories.add(row.text("code"));
                case MENU, AD -> addIfThere(shops, row.numberOrNull("shop_id"));
                case AD_KEYWORD -> addIfThere(ads, row.numberOrNull("ad_id"));
            }
        }

        private static void addIfThere(Set<Long> ids, @Nullable Long id) {
            if (id != null) {
                ids.add(id);
            }
        }
    }
}
