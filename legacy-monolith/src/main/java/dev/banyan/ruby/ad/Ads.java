package dev.banyan.ruby.ad;

import dev.banyan.ruby.schema.Schema;
import dev.banyan.ruby.sql.Deadlocks;
import dev.banyan.ruby.sql.Queries;
import dev.banyan.ruby.sql.WallTime;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The tables {@code ads} and {@code ad_keywords}. Each write is one short transaction. */
@Component
final class Ads {

    private static final String SELECT = "SELECT ad_no, shop_no, ad_typ, bid_amt, beg_dt, end_dt, ad_stat FROM ads ";

    private static final RowMapper<Ad> AD = (row, n) -> new Ad(
            row.getLong("ad_no"),
            row.getObject("shop_no", Long.class),
            AdType.of(row.getString("ad_typ")),
            row.getLong("bid_amt"),
            row.getObject("beg_dt", LocalDateTime.class),
            row.getObject("end_dt", LocalDateTime.class),
            AdStatus.of(row.getString("ad_stat")),
            List.of());

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final WallTime clock;
    private final Schema schema;

    Ads(Queries queries, TransactionTemplate transaction, WallTime clock, Schema schema) {
        this.jdbc = queries.of("ads");
        this.transaction = transaction;
        this.clock = clock;
        this.schema = schema;
    }

    Optional<Ad> find(long id) {
        return withKeywords(
                        jdbc.sql(SELECT + "WHERE ad_no = ?").param(id).query(AD).list())
                .stream()
                .findFirst();
    }

    Optional<Ad> findByKey(long shopId, String key) {
        return withKeywords(jdbc.sql(SELECT + "WHERE shop_no = ? AND idem_key = ?")
                        .params(shopId, key)
                        .query(AD)
                        .list())
                .stream()
                .findFirst();
    }

    List<Ad> of(long shopId) {
        return withKeywords(jdbc.sql(SELECT + "WHERE shop_no = ? ORDER BY ad_no")
                .param(shopId)
                .query(AD)
                .list());
    }

    /**
     * Inserts one that runs, and returns its id.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the shop used the key before
     * @throws org.springframework.dao.DataIntegrityViolationException when there is no such shop
     */
    long insert(String key, NewAd wanted) {
        LocalDateTime now = clock.now();
        return inTransaction(() -> {
            var generated = new GeneratedKeyHolder();
            jdbc.sql("INSERT INTO ads (shop_no, ad_typ, bid_amt, beg_dt, end_dt, ad_stat, idem_key, reg_dt, upd_dt)"
                            + " VALUES (?, ?, ?, ?, ?, 'R', ?, ?, ?)")
                    .params(Arrays.asList(
                            wanted.shop(),
                            wanted.adType().code,
                            wanted.bid(),
                            seconds(wanted.from()),
                            seconds(wanted.to()),
                            key,
                            now,
                            now))
                    .update(generated);
            long id = Objects.requireNonNull(generated.getKey()).longValue();
            insertKeywords(id, wanted.words(), now);
            return id;
        });
    }

    /** Changes what is not null. */
    void change(long id, AdChange change) {
        LocalDateTime now = clock.now();
        inTransaction(() -> {
            int found = jdbc.sql("UPDATE ads SET bid_amt = COALESCE(:bid, bid_amt), end_dt = COALESCE(:to, end_dt),"
                            + " ad_stat = COALESCE(:status, ad_stat), upd_dt = :now WHERE ad_no = :id")
                    .param("bid", change.bid())
                    .param("to", seconds(change.to()))
                    .param("status", change.statusCode())
                    .param("now", now)
                    .param("id", id)
                    .update();
            if (found == 1 && change.keywords() != null) {
                jdbc.sql("DELETE FROM ad_keywords WHERE ad_no = ?").param(id).update();
                insertKeywords(id, change.keywords(), now);
            }
            return found;
        });
    }

    private void insertKeywords(long id, List<String> words, LocalDateTime now) {
        String insert = schema.keywordsHaveShops()
                ? "INSERT INTO ad_keywords (ad_no, shop_no, kw, reg_dt) SELECT ad_no, shop_no, ?, ? FROM ads WHERE ad_no = ?"
                : "INSERT INTO ad_keywords (kw, reg_dt, ad_no) VALUES (?, ?, ?)";
        for (String word : words) {
            jdbc.sql(insert).params(word, now, id).update();
        }
    }

    private List<Ad> withKeywords(List<Ad> ads) {
        Map<Long, List<String>> words = new HashMap<>();
        if (!ads.isEmpty()) {
            jdbc.sql("SELECT ad_no, kw FROM ad_keywords WHERE ad_no IN (:ids) ORDER BY adkw_no")
                    .param("ids", ads.stream().map(Ad::id).toList())
                    .query((row, n) -> words.computeIfAbsent(row.getLong("ad_no"), id -> new ArrayList<>())
                            .add(String.valueOf(row.getString("kw"))))
                    .list();
        }
        return ads.stream()
                .map(ad -> ad.withKeywords(words.getOrDefault(ad.id(), List.of())))
                .toList();
    }

    private <T> T inTransaction(Supplier<T> write) {
        return Objects.requireNonNull(Deadlocks.retry(() -> transaction.execute(status -> write.get())));
    }

    private static @Nullable LocalDateTime seconds(@Nullable LocalDateTime time) {
        return time == null ? null : time.withNano(0);
    }
}
