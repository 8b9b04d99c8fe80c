package dev.banyan.ruby.seed;

import dev.banyan.ruby.seed.ShopRows.SeededShop;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Ads 1..n of three in ten shops, most of them running until they are stopped, for what the shop sells. */
final class AdRows {

    private static final LocalDateTime FIRST = LocalDateTime.of(2015, 8, 1, 0, 0);

    private AdRows() {}

    static void insert(JdbcTemplate jdbc, List<SeededShop> shops, Random random) {
        var ads = new MultiRowInsert(jdbc, "ads", "ad_no,shop_no,ad_typ,bid_amt,beg_dt,end_dt,ad_stat,reg_dt,upd_dt");
        var keywords = new MultiRowInsert(jdbc, "ad_keywords", "adkw_no,ad_no,kw,reg_dt");
        long adNo = 0;
        long keywordNo = 0;
        for (int i = 0; i < shops.size(); i++) {
            if (random.nextInt(10) >= 3) {
                continue;
            }
            Words.Category category = shops.get(i).category();
            LocalDateTime from = FIRST.plusDays(random.nextInt(330));
            LocalDateTime stopped = random.nextInt(10) == 0 ? from.plusDays(30) : null;
            ads.add(
                    ++adNo,
                    i + 1,
                    random.nextInt(4) == 0 ? "U" : "L",
                    30_000 + 1_000 * random.nextInt(70),
                    from,
                    stopped,
                    stopped == null ? "R" : "S",
                    from,
                    stopped == null ? from : stopped);
            Set<String> words = new LinkedHashSet<>(List.of(category.name()));
            words.add(Words.any(category.menuNames(), random));
            words.add(Words.any(category.menuNames(), random));
            for (String word : words) {
                keywords.add(++keywordNo, adNo, word, from);
            }
        }
        ads.flush();
        keywords.flush();
    }
}
