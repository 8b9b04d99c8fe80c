package dev.banyan.review.board;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads reviews. Nothing is cached: a synchroniser may write the same table at any time. */
@Component
public final class Reviews {

    private static final String SELECT = "SELECT id, member_id, shop_id, order_id, star, body, owner_reply, visibility,"
            + " created_at, version FROM review ";

    private static final RowMapper<Review> REVIEW = (row, number) -> {
        String visibility = row.getString("visibility");
        return new Review(
                row.getLong("id"),
                row.getObject("member_id", Long.class),
                row.getObject("shop_id", Long.class),
                row.getObject("order_id", Long.class),
                row.getInt("star"),
                row.getString("body"),
                row.getString("owner_reply"),
                visibility == null ? null : Visibility.valueOf(visibility),
                row.getObject("created_at", LocalDateTime.class),
                row.getLong("version"));
    };

    private final JdbcClient jdbc;

    Reviews(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of a shop that are shown, newest first. */
    public List<Review> newestOf(long shopId, int limit) {
        return jdbc.sql(SELECT + "WHERE shop_id = ? AND visibility = 'SHOWN' ORDER BY created_at DESC, id DESC LIMIT ?")
                .params(shopId, limit)
                .query(REVIEW)
                .list();
    }

    /** The review that the member wrote with this key. */
    Optional<Review> findByKey(long memberId, String key) {
        return jdbc.sql(SELECT + "WHERE member_id = ? AND idempotency_key = ?")
                .params(memberId, key)
                .query(REVIEW)
                .optional();
    }

    /** The member's review, locked until the end of the caller's transaction. */
    Optional<Review> lock(long id, long memberId) {
        return jdbc.sql(SELECT + "WHERE id = ? AND member_id = ? FOR UPDATE")
                .params(id, memberId)
                .query(REVIEW)
                .optional();
    }

    boolean isReviewed(long orderId) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM review WHERE order_id = ?)")
                .param(orderId)
                .query(Boolean.class)
                .single();
    }
}
