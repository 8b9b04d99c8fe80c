package dev.banyan.shopowner;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The shop owner service with a database of its own. */
final class OwnersUnderTest implements AutoCloseable {

    final TestDatabase database = TestDatabase.create();
    final JdbcClient sql = database.sql();
    final RunningService service;

    private OwnersUnderTest() {
        service = RunningService.start(ShopOwnerApplication.class, database);
    }

    static OwnersUnderTest start() {
        return new OwnersUnderTest();
    }

    Client http() {
        return service.http();
    }

    /** An owner of old. */
    void owner(long id) {
        owner(database, id);
    }

    static void owner(TestDatabase database, long id) {
        database.sql()
                .sql("INSERT INTO owner (id, name, phone, business_number, created_at, updated_at)"
                        + " VALUES (?, '김사장', '010-0000-0000', '123-45-67890', '2016-01-01', '2016-01-01')")
                .param(id)
                .update();
    }

    Answer change(long id, String body) {
        return http().put("/api/owners/" + id, body);
    }

    @Override
    public void close() {
        service.close();
    }
}
