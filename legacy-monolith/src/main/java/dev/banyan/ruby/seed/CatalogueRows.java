package dev.banyan.ruby.seed;

import dev.banyan.ruby.seed.ShopRows.SeededMenu;
import dev.banyan.ruby.seed.ShopRows.SeededShop;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import org.springframework.jdbc.core.JdbcTemplate;

/** The categories, and none to two options of each menu. */
final class CatalogueRows {

    private static final LocalDateTime OPENING = LocalDateTime.of(2010, 6, 25, 9, 0);
    private static final List<String> OPTIONS =
            List.of("곱빼기", "치즈 추가 🧀", "공기밥", "콜라 1.25L", "맵게 🌶️", "단무지 추가", "계란 추가", "음료 캔");

    private CatalogueRows() {}

    static void insert(JdbcTemplate jdbc, List<SeededShop> shops, Random random) {
        var categories = new MultiRowInsert(jdbc, "shop_categories", "cat_cd,cat_nm,sort_no,reg_dt,upd_dt");
        var options =
                new MultiRowInsert(jdbc, "menu_options", "opt_no,menu_no,shop_no,opt_nm,opt_prc,sale_yn,reg_dt,upd_dt");
        if (!shops.isEmpty()) {
            int place = 0;
            for (Words.Category category : Words.CATEGORIES) {
                categories.add(category.code(), category.name(), ++place, OPENING, OPENING);
            }
        }
        long optionNo = 0;
        for (int i = 0; i < shops.size(); i++) {
            SeededShop shop = shops.get(i);
            for (SeededMenu menu : shop.menus()) {
                int first = random.nextInt(OPTIONS.size());
                for (int n = random.nextInt(3); n > 0; n--) {
                    options.add(
                            ++optionNo,
                            menu.menuNo(),
                            i + 1,
                            OPTIONS.get((first + n) % OPTIONS.size()),
                            500 * random.nextInt(7),
                            random.nextInt(30) == 0 ? "N" : "Y",
                            shop.opened(),
                            shop.opened());
                }
            }
        }
        categories.flush();
        options.flush();
    }
}
