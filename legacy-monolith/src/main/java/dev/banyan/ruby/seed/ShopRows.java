package dev.banyan.ruby.seed;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.springframework.jdbc.core.JdbcTemplate;

/** Shops 1..n, each with owner n and ten menus. */
final class ShopRows {

    /** A menu as orders need it. */
    record SeededMenu(long menuNo, String name, int price) {}

    /** A shop as all else needs it. */
    record SeededShop(Words.Category category, LocalDateTime opened, List<SeededMenu> menus) {}

    private static final int MENUS_PER_SHOP = 10;
    private static final List<String> SIZES = List.of("", " 곱빼기", " 2인", " 세트");
    private static final LocalDateTime OPENING = LocalDateTime.of(2010, 6, 25, 9, 0);

    private ShopRows() {}

    /** Inserts all and returns them; the first is shop 1. */
    static List<SeededShop> insert(JdbcTemplate jdbc, int count, Random random) {
        var owners = new MultiRowInsert(jdbc, "owners", "own_no,own_nm,phone,biz_no,reg_dt,upd_dt");
        var shops = new MultiRowInsert(jdbc, "shops", "shop_no,own_no,shop_nm,cat_cd,open_yn,lat,lng,reg_dt,upd_dt");
        var menus = new MultiRowInsert(jdbc, "menus", "menu_no,shop_no,menu_nm,price,sale_yn,reg_dt,upd_dt");
        var seeded = new ArrayList<SeededShop>();
        long menuNo = 0;
        for (long shopNo = 1; shopNo <= count; shopNo++) {
            LocalDateTime opened = OPENING.plusSeconds(random.nextInt(150_000_000));
            Words.Category category = Words.any(Words.CATEGORIES, random);
            owners.add(shopNo, Words.person(random), Words.phone(random), businessNumber(random), opened, opened);
            shops.add(
                    shopNo,
                    shopNo,
                    Words.shop(category, random),
                    category.code(),
                    random.nextInt(25) == 0 ? "N" : "Y",
                    degrees(37.45, random),
                    degrees(126.85, random),
                    opened,
                    opened);
            var menusOfShop = new ArrayList<SeededMenu>();
            for (int i = 0; i < MENUS_PER_SHOP; i++) {
                String name = Words.any(category.menuNames(), random) + Words.any(SIZES, random);
                var menu = new SeededMenu(++menuNo, name, 3_000 + 500 * random.nextInt(40));
                menusOfShop.add(menu);
                // The first menu is always on sale, so that every shop can take an order.
                String onSale = i > 0 && random.nextInt(20) == 0 ? "N" : "Y";
                menus.add(menu.menuNo(), shopNo, name, menu.price(), onSale, opened, opened);
            }
            seeded.add(new SeededShop(category, opened, menusOfShop));
        }
        owners.flush();
        shops.flush();
        menus.flush();
        return seeded;
    }

    private static String businessNumber(Random random) {
        return "%03d-%02d-%05d".formatted(100 + random.nextInt(900), random.nextInt(100), random.nextInt(100_000));
    }

    private static BigDecimal degrees(double south, Random random) {
        return BigDecimal.valueOf(south + random.nextDouble() / 5).setScale(6, RoundingMode.DOWN);
    }
}
