package dev.banyan.shoplist;

import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The shop list service with a database of its own, and nothing else running. */
final class ShopListUnderTest implements AutoCloseable {

    final TestDatabase database = TestDatabase.create();
    final JdbcClient sql = database.sql();
    final RunningService service;

    private ShopListUnderTest(String... settings) {
        service = RunningService.start(ShopListApplication.class, database, settings);
    }

    static ShopListUnderTest start(String... settings) {
        return new ShopListUnderTest(settings);
    }

    Client http() {
        return service.http();
    }

    /** An open shop of another day. */
    void shop(long id, String name, String categoryCode) {
        sql.sql("INSERT INTO shop (id, owner_id, name, category_code, opening, location_latitude, location_longitude,"
                        + " created_at, updated_at) VALUES (?, ?, ?, ?, 'OPEN', 37.498095, 127.02761,"
                        + " '2016-01-01 00:00:00', '2016-01-01 00:00:00')")
                .params(id, id + 1000, name, categoryCode)
                .update();
    }

    String updatedAt(long id) {
        return sql.sql("SELECT CAST(updated_at AS CHAR) FROM shop WHERE id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    @Override
    public void close() {
        service.close();
    }
}
