package dev.banyan.ruby.review;

import dev.banyan.ruby.sql.Queries;
import dev.banyan.ruby.sql.WallTime;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** The table {@code reviews}, and what reviews need to know of {@code orders}. */
@Component
final class ReviewRows {

    private static final String SELECT =
            "SELECT rev_no, mem_no, shop_no, ord_no, star, body, own_rply, reg_dt FROM reviews ";

    private static final RowMapper<Review> REVIEW = (row, n) -> new Review(
            row.getLong("rev_no"),
            row.getObject("mem_no", Long.class),
            row.getObject("shop_no", Long.class),
            row.getObject("ord_no", Long.class),
            row.getInt("star"),
            row.getString("body"),
            row.getString("own_rply"),
            row.getObject("reg_dt", LocalDateTime.class));

    private final JdbcClient jdbc;
    private final WallTime clock;

    ReviewRows(Queries queries, WallTime clock) {
        this.jdbc = queries.of("reviews");
        this.clock = clock;
    }

    /** What a review needs to know of its order. */
    record ReviewedOrder(@Nullable Long memberId, @Nullable Long shopId, boolean delivered) {}

    /** Those that are shown, newest first. */
    List<Review> newestOf(long shopId, int limit) {
        return jdbc.sql(SELECT + "WHERE shop_no = ? AND show_yn = 'Y' ORDER BY reg_dt DESC, rev_no DESC LIMIT ?")
                .params(shopId, limit)
                .query(REVIEW)
                .list();
    }

    /** The order, locked until the transaction ends, so that it gets one review only. */
    Optional<ReviewedOrder> lockOrder(long id) {
        return jdbc.sql("SELECT mem_no, shop_no, ord_stat FROM orders WHERE ord_no = ? FOR UPDATE")
                .param(id)
                .query((row, n) -> new ReviewedOrder(
                        row.getObject("mem_no", Long.class),
                        row.getObject("shop_no", Long.class),
                        "D".equals(row.getString("ord_stat"))))
                .optional();
    }

    Optional<Review> findByKey(long memberId, String key) {
        return jdbc.sql(SELECT + "WHERE mem_no = ? AND idem_key = ?")
                .params(memberId, key)
                .query(REVIEW)
                .optional();
    }

    boolean isReviewed(long orderId) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM reviews WHERE ord_no = ?)")
                .param(orderId)
                .query(Boolean.class)
                .single();
    }

    /**
     * Inserts one and returns it.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the member used the key before
     */
    Review insert(long memberId, String key, ReviewedOrder order, NewReview wanted) {
        LocalDateTime now = clock.now();
        var id = new GeneratedKeyHolder();
        jdbc.sql("INSERT INTO reviews (mem_no, shop_no, ord_no, star, body, show_yn, idem_key, reg_dt, upd_dt)"
                        + " VALUES (?, ?, ?, ?, ?, 'Y', ?, ?, ?)")
                .params(Arrays.asList(
                        memberId, order.shopId(), wanted.order(), wanted.star(), wanted.body(), key, now, now))
                .update(id);
        return jdbc.sql(SELECT + "WHERE rev_no = ?")
                .param(Objects.requireNonNull(id.getKey()).longValue())
                .query(REVIEW)
                .single();
    }
}
