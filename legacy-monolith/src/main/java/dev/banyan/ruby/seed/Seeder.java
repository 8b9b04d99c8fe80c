package dev.banyan.ruby.seed;

import dev.banyan.ruby.seed.ShopRows.SeededShop;
import java.util.List;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills a database whose tables are empty, after the migrations and before the port opens, in one transaction: all
 * rows or none. All ids are explicit, 1..n, whatever auto_increment_increment the server runs with.
 */
@Component
@DependsOnDatabaseInitialization
final class Seeder implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(Seeder.class);

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final SeedProperties size;

    Seeder(JdbcTemplate jdbc, TransactionTemplate transaction, SeedProperties size) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.size = size;
    }

    @Override
    public void afterPropertiesSet() {
        if (!isEmpty()) {
            return;
        }
        long start = System.nanoTime();
        transaction.executeWithoutResult(status -> {
            jdbc.execute("SET SESSION foreign_key_checks = 0, SESSION unique_checks = 0");
            try {
                seed();
            } finally {
                jdbc.execute("SET SESSION foreign_key_checks = 1, SESSION unique_checks = 1");
            }
        });
        log.info(
                "Seeded {} members, {} shops and {} orders from seed {} in {} ms",
                size.members(),
                size.shops(),
                size.orders(),
                size.seed(),
                (System.nanoTime() - start) / 1_000_000);
    }

    private boolean isEmpty() {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "SELECT NOT EXISTS (SELECT 1 FROM members) AND NOT EXISTS (SELECT 1 FROM shops)"
                        + " AND NOT EXISTS (SELECT 1 FROM payments)",
                Boolean.class));
    }

    private void seed() {
        var random = new Random(size.seed()); // its algorithm is part of Java's specification
        MemberRows.insert(jdbc, size.members(), random);
        List<SeededShop> shops = ShopRows.insert(jdbc, size.shops(), random);
        new OrderRows(jdbc, size.members(), shops, random, new ReviewRows(jdbc, random(1))).insert(size.orders());
        CatalogueRows.insert(jdbc, shops, random(2));
        AdRows.insert(jdbc, shops, random(3));
        DeviceRows.insert(jdbc, shops, random(4));
    }

    /** Numbers of their own, so that more or fewer of these rows leave the others as they are. */
    private Random random(int stream) {
        return new Random(size.seed() + 1_000_003L * stream);
    }
}
