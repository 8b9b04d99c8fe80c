package dev.banyan.ad;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ad service with a database of its own. */
final class AdUnderTest implements AutoCloseable {

    final TestDatabase database = TestDatabase.create();
    final JdbcClient sql = database.sql();
    final RunningService service;

    private AdUnderTest() {
        service = RunningService.start(AdApplication.class, database);
    }

    static AdUnderTest start() {
        return new AdUnderTest();
    }

    static String body(long shop, int bid, String keywords) {
        return "{\"shopId\":%d,\"type\":\"LISTING\",\"bid\":%d,\"from\":\"2018-12-01T10:00:00\",\"keywords\":[%s]}"
                .formatted(shop, bid, keywords);
    }

    Client http() {
        return service.http();
    }

    Answer book(long shop, String key, int bid, String keywords) {
        return http().post(
                        "/api/ads",
                        body(shop, bid, keywords),
                        "Idempotency-Key",
                        key,
                        "X-Shop-Id",
                        String.valueOf(shop));
    }

    long booked(long shop, String key) {
        return book(shop, key, 500, "\"치킨\"").json().get("id").longValue();
    }

    Answer change(long shop, long id, String body) {
        return http().put("/api/ads/" + id, body, "X-Shop-Id", String.valueOf(shop));
    }

    @Override
    public void close() {
        service.close();
    }
}
