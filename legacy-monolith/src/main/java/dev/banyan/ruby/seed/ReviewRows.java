package dev.banyan.ruby.seed;

import java.time.LocalDateTime;
import java.util.Random;
import org.springframework.jdbc.core.JdbcTemplate;

/** Reviews 1..n, of one in five delivered orders. */
final class ReviewRows {

    private final MultiRowInsert reviews;
    private final Random random;
    private long reviewNo;

    ReviewRows(JdbcTemplate jdbc, Random random) {
        this.random = random;
        reviews = new MultiRowInsert(
                jdbc, "reviews", "rev_no,mem_no,shop_no,ord_no,star,body,own_rply,show_yn,reg_dt,upd_dt");
    }

    /** Adds the review of a delivered order, if it has one. */
    void perhapsAdd(long memberNo, long shopNo, long orderNo, LocalDateTime orderedAt) {
        if (random.nextInt(5) != 0) {
            return;
        }
        LocalDateTime at = orderedAt.plusSeconds(3600 + random.nextInt(172_800));
        int rank = random.nextInt(100);
        reviews.add(
                ++reviewNo,
                memberNo,
                shopNo,
                orderNo,
                rank < 60 ? 5 : rank < 80 ? 4 : rank < 90 ? 3 : rank < 96 ? 2 : 1,
                Words.any(Words.REVIEWS, random),
                random.nextInt(3) == 0 ? Words.any(Words.REPLIES, random) : null,
                random.nextInt(100) == 0 ? "N" : "Y",
                at,
                at);
    }

    void flush() {
        reviews.flush();
    }
}
