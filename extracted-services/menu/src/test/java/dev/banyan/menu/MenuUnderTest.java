package dev.banyan.menu;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The menu service with a database of its own. */
final class MenuUnderTest implements AutoCloseable {

    final TestDatabase database = TestDatabase.create();
    final JdbcClient sql = database.sql();
    final RunningService service;

    private MenuUnderTest(String... settings) {
        service = RunningService.start(MenuApplication.class, database, settings);
    }

    static MenuUnderTest start(String... settings) {
        return new MenuUnderTest(settings);
    }

    Client http() {
        return service.http();
    }

    /** A menu of another day, so that the service knows the shop. */
    long menu(long shopId, String name, int price) {
        sql.sql("INSERT INTO menu (shop_id, name, price, currency, availability, created_at, updated_at)"
                        + " VALUES (?, ?, ?, 'KRW', 'ON_SALE', '2016-01-01 00:00:00', '2016-01-01 00:00:00')")
                .params(shopId, name, price)
                .update();
        return sql.sql("SELECT MAX(id) FROM menu WHERE shop_id = ?")
                .param(shopId)
                .query(Long.class)
                .single();
    }

    Answer menus(long shopId) {
        return http().get("/api/shops/" + shopId + "/menus");
    }

    Answer add(long shopId, String key, String name, int price) {
        String body = "{\"name\":\"%s\",\"price\":%d}".formatted(name, price);
        return http().post("/api/shops/" + shopId + "/menus", body, "Idempotency-Key", key);
    }

    Answer change(long shopId, long id, String body) {
        return http().put("/api/shops/" + shopId + "/menus/" + id, body);
    }

    String updatedAt(long id) {
        return sql.sql("SELECT CAST(updated_at AS CHAR) FROM menu WHERE id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    @Override
    public void close() {
        service.close();
    }
}
