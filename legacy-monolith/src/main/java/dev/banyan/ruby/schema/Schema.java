package dev.banyan.ruby.schema;

import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The schema as it is now, and its changes of 2018. Those are not made at the start like the others: they come when orders, and then ads and members, are
 * about to leave, on a database that is being written to. Whoever starts later finds them made, and leaves them.
 */
@Component
public final class Schema {
    private static final String[] LOCATIONS = {"classpath:db/migration", "classpath:db/2018"};
    private static final int ROWS_AT_ONCE = 2_000;

    private final Flyway flyway;
    private final JdbcClient jdbc;
    private volatile boolean itemsHaveMembers;
    private volatile boolean keywordsHaveShops;

    Schema(Flyway flyway, JdbcClient jdbc) {
        this.flyway = flyway;
        this.jdbc = jdbc;
        this.itemsHaveMembers = has("order_items", "mem_no");
        this.keywordsHaveShops = has("ad_keywords", "shop_no");
    }

    /**
     * What a change did.
     *
     * @param schema the version that the schema has now
     * @param applied migrations; 0 when it was made before
     * @param filled rows that were given whose they are
     */
    record Changed(String schema, int applied, long filled) {}

    /** Whether a line of an order has its member in a column. */
    public boolean itemsHaveMembers() {
        return itemsHaveMembers;
    }

    /** Whether a keyword of an ad has its shop in a column. */
    public boolean keywordsHaveShops() {
        return keywordsHaveShops;
    }

    /** Makes the change before orders leave, once; what was cut short is finished when it is asked for again. */
    synchronized Changed to2018() {
        int applied = migrate("9");
        itemsHaveMembers = true;
        applied += migrate("10");
        long filled = fillAll(
                "SELECT MAX(item_no) FROM order_items",
                "UPDATE order_items i JOIN orders o ON o.ord_no = i.ord_no SET i.mem_no = o.mem_no"
                        + " WHERE i.item_no BETWEEN ? AND ? AND i.mem_no IS NULL AND o.mem_no IS NOT NULL");
        return new Changed("10", applied, filled);
    }

    /** Makes the change before ads leave, and the one before, once; what was cut short is finished when it is asked for again. */
    synchronized Changed to201812() {
        Changed before = to2018();
        int applied = before.applied() + migrate("11");
        keywordsHaveShops = true;
        applied += migrate("13");
        long filled = fillAll(
                "SELECT MAX(adkw_no) FROM ad_keywords",
                "UPDATE ad_keywords k JOIN ads a ON a.ad_no = k.ad_no SET k.shop_no = a.shop_no"
                        + " WHERE k.adkw_no BETWEEN ? AND ? AND k.shop_no IS NULL AND a.shop_no IS NOT NULL");
        return new Changed("13", applied, before.filled() + filled);
    }

    private int migrate(String target) {
        return Flyway.configure()
                .configuration(flyway.getConfiguration())
                .locations(LOCATIONS)
                .target(target)
                .load()
                .migrate()
                .migrationsExecuted;
    }

    /** Again until nothing is found: rows that were being written without it have it then. */
    private long fillAll(String lastId, String update) {
        long filled = 0;
        for (long found = fill(lastId, update); found > 0; found = fill(lastId, update)) {
            filled += found;
        }
        return filled;
    }

    /** Some rows at a time: customers are ordering. */
    private long fill(String lastId, String update) {
        long last = jdbc.sql(lastId).query(Long.class).optional().orElse(0L);
        long filled = 0;
        for (long from = 0; from <= last; from += ROWS_AT_ONCE) {
            filled += jdbc.sql(update).params(from, from + ROWS_AT_ONCE - 1).update();
        }
        return filled;
    }

    private boolean has(String table, String column) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = DATABASE()"
                        + " AND table_name = ? AND column_name = ?)")
                .params(table, column)
                .query(Boolean.class)
                .single();
    }
}
