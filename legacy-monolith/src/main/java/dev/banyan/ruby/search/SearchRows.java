package dev.banyan.ruby.search;

import dev.banyan.ruby.ad.AdType;
import dev.banyan.ruby.search.Found.FoundAd;
import dev.banyan.ruby.search.Found.FoundShop;
import dev.banyan.ruby.sql.Queries;
import dev.banyan.ruby.sql.WallTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Search as it grew: LIKE over what others own, for every customer and every letter typed. */
@Component
final class SearchRows {

    private static final Logger log = LoggerFactory.getLogger(SearchRows.class);

    private static final String SHOP = "s.shop_no, s.shop_nm, s.cat_cd, s.open_yn, s.lat, s.lng";

    private final JdbcClient jdbc;
    private final WallTime clock;

    SearchRows(Queries queries, WallTime clock) {
        this.jdbc = queries.of("search");
        this.clock = clock;
    }

    /** Running ads with such a keyword, highest bid first. */
    List<FoundAd> ads(Wanted wanted) {
        return of(
                        "SELECT DISTINCT a.ad_no, a.ad_typ, a.bid_amt, " + SHOP
                                + " FROM ads a JOIN ad_keywords k ON k.ad_no = a.ad_no JOIN shops s ON s.shop_no = a.shop_no"
                                + " WHERE a.ad_stat = 'R' AND a.beg_dt <= :now AND (a.end_dt IS NULL OR a.end_dt > :now)"
                                + " AND k.kw LIKE :words AND s.open_yn = 'Y' AND (:cat IS NULL OR s.cat_cd = :cat)"
                                + " ORDER BY a.bid_amt DESC, a.ad_no LIMIT :limit",
                        wanted)
                .param("now", clock.now())
                .query((row, n) -> new FoundAd(row.getLong("ad_no"), AdType.of(row.getString("ad_typ")), shop(row)))
                .list();
    }

    /** Shops that are called so or sell such a thing: nearest first, or without a place those that are called so. */
    List<FoundShop> shops(Wanted wanted) {
        // On a map of one country the earth is flat: a degree of longitude is shorter than one of latitude by cos(lat).
        String order = wanted.lat() == null
                ? "MAX(s.shop_nm LIKE :words) DESC"
                : "s.lat IS NULL, POW(s.lat - :lat, 2) + POW((s.lng - :lng) * COS(RADIANS(:lat)), 2)";
        return of(
                        "SELECT " + SHOP
                                + " FROM shops s LEFT JOIN menus m ON m.shop_no = s.shop_no AND m.sale_yn = 'Y'"
                                + " WHERE (s.shop_nm LIKE :words OR m.menu_nm LIKE :words) AND s.open_yn = 'Y'"
                                + " AND (:cat IS NULL OR s.cat_cd = :cat) GROUP BY " + SHOP + " ORDER BY " + order
                                + ", s.shop_no LIMIT :limit",
                        wanted)
                .param("lat", wanted.lat())
                .param("lng", wanted.lng())
                .query((row, n) -> shop(row))
                .list();
    }

    /** Remembers what was looked for; where that can't be written, the search is answered all the same. */
    void log(@Nullable Long memberId, String words, int found) {
        try {
            jdbc.sql("INSERT INTO search_logs (mem_no, kw, cnt, reg_dt) VALUES (?, ?, ?, ?)")
                    .params(Arrays.asList(memberId, words, found, clock.now()))
                    .update();
        } catch (DataAccessException refused) {
            log.debug("A search for '{}' was not logged: {}", words, refused.getMessage());
        }
    }

    private JdbcClient.StatementSpec of(String sql, Wanted wanted) {
        return jdbc.sql(sql)
                .param("words", wanted.pattern())
                .param("cat", wanted.category())
                .param("limit", wanted.limit());
    }

    private static FoundShop shop(ResultSet row) throws SQLException {
        return new FoundShop(
                row.getLong("shop_no"),
                row.getString("shop_nm"),
                row.getString("cat_cd"),
                "Y".equals(row.getString("open_yn")),
                row.getBigDecimal("lat"),
                row.getBigDecimal("lng"));
    }
}
