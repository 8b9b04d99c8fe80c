package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

class SeedIT {

    private static final List<String> TABLES = List.of(
            "members",
            "owners",
            "shops",
            "menus",
            "orders",
            "order_items",
            "payments",
            "shop_categories",
            "menu_options",
            "reviews",
            "ads",
            "ad_keywords",
            "relay_devices");

    @Test
    void givesTheSameRowsForTheSameSeedOnly() {
        Object first = checksums("seed_a", "42");
        Object same = checksums("seed_b", "42");
        Object other = checksums("seed_c", "43");

        assertThat(same).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void fillsTheDefaultSizeQuicklyAndOnlyOnce() {
        RunningRuby.database().createSchema("seed_full");
        long start = System.nanoTime();
        try (ConfigurableApplicationContext ruby = RunningRuby.start("seed_full", List.of())) {
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            JdbcClient sql = ruby.getBean(JdbcClient.class);

            assertThat(took).isLessThan(Duration.ofSeconds(20));
            assertThat(count(sql, "members")).isEqualTo(10_000);
            assertThat(count(sql, "shops")).isEqualTo(500);
            assertThat(count(sql, "orders")).isEqualTo(50_000);
            long payments = count(sql, "payments");
            assertThat(payments).isGreaterThanOrEqualTo(50_000);
            assertThat(count(sql, "payments WHERE pay_no BETWEEN 1 AND " + payments))
                    .isEqualTo(payments);
            assertThat(count(sql, "payments WHERE mem_no IS NULL")).isBetween(20L, 100L);
            assertThat(count(sql, "payments WHERE pay_mthd IS NULL")).isPositive();
            assertThat(count(sql, "payments WHERE pay_stat = 'C' AND rfnd_dt IS NULL"))
                    .isZero();
            assertThat(count(
                            sql,
                            "orders o WHERE paid_amt <> (SELECT COALESCE(SUM(pay_amt), 0) FROM payments p"
                                    + " WHERE p.ord_no = o.ord_no AND pay_stat = 'A')"))
                    .isZero();
            assertFurtherTablesInProportion(sql);
        }
        try (ConfigurableApplicationContext again = RunningRuby.start("seed_full", List.of())) {
            assertThat(count(again.getBean(JdbcClient.class), "members")).isEqualTo(10_000);
        }
    }

    private static void assertFurtherTablesInProportion(JdbcClient sql) {
        assertThat(count(sql, "shop_categories")).isEqualTo(6);
        assertThat(count(sql, "menu_options")).isBetween(4_500L, 5_500L);
        assertThat(count(sql, "menu_options o JOIN menus m USING (menu_no) WHERE o.shop_no <> m.shop_no"))
                .isZero();
        long delivered = count(sql, "orders WHERE ord_stat = 'D'");
        assertThat(count(sql, "reviews")).isBetween(delivered * 19 / 100, delivered * 21 / 100);
        assertThat(count(
                        sql,
                        "reviews r JOIN orders o USING (ord_no) WHERE o.ord_stat <> 'D'"
                                + " OR o.mem_no <> r.mem_no OR o.shop_no <> r.shop_no"))
                .isZero();
        assertThat(count(sql, "ads")).isBetween(125L, 175L);
        assertThat(count(sql, "ads WHERE ad_stat = 'R' AND end_dt IS NULL")).isBetween(100L, 165L);
        assertThat(count(sql, "ad_keywords WHERE kw = '치킨'")).isPositive();
        assertThat(count(sql, "relay_devices")).isBetween(900L, 1_100L);
        assertThat(count(sql, "(SELECT shop_no FROM relay_devices GROUP BY shop_no) d"))
                .isEqualTo(500);
        for (String empty : List.of("order_relays", "settlements", "search_logs")) {
            assertThat(count(sql, empty)).as(empty).isZero();
        }
    }

    private static long count(JdbcClient sql, String from) {
        return sql.sql("SELECT COUNT(*) FROM " + from).query(Long.class).single();
    }

    private static Object checksums(String schema, String seed) {
        RunningRuby.database().createSchema(schema);
        List<String> size = List.of(
                "--ruby.seed.members=50", "--ruby.seed.shops=5", "--ruby.seed.orders=300", "--ruby.seed.seed=" + seed);
        try (ConfigurableApplicationContext ruby = RunningRuby.start(schema, size)) {
            JdbcClient sql = ruby.getBean(JdbcClient.class);
            return TABLES.stream()
                    .map(table -> sql.sql("CHECKSUM TABLE " + table).query().singleRow())
                    .map(Map::values)
                    .map(values -> values.stream().skip(1).toList())
                    .toList();
        }
    }
}
