package dev.banyan.review;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Asked;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.KillUnderLoad;
import dev.banyan.kit.testing.KillUnderLoad.Told;
import dev.banyan.kit.testing.KillableService;
import dev.banyan.kit.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * {@code kill -9} while members write reviews, each of an order of his own: every review that was answered for is there once,
 * with its event, and no event is there without its review.
 */
class KillIT {

    private static final long ORDERS_OF_A_MEMBER = 1_000_000;

    @Test
    void hasEveryReviewOnceAndItsEvent() {
        TestDatabase database = TestDatabase.create();
        try (Deliveries deliveries = new Deliveries();
                KillableService service = KillableService.start(
                        ReviewApplication.class,
                        database,
                        deliveries.settings("--orders.urls=http://127.0.0.1:1").toArray(String[]::new))) {
            JdbcClient sql = database.sql();
            sql.sql("INSERT INTO reviewable_order (order_id, member_id, shop_id)"
                            + " SELECT m.seq * ? + o.seq, m.seq, 10 FROM seq_1_to_4 m, seq_1_to_20000 o")
                    .param(ORDERS_OF_A_MEMBER)
                    .update();

            Told told = KillUnderLoad.run(service, KillIT::write);

            assertThat(told.postponed()).isEmpty();
            List<Long> answered = told.answered().keySet().stream()
                    .map(KillIT::order)
                    .sorted()
                    .toList();
            assertThat(sql.sql("SELECT order_id FROM review ORDER BY order_id")
                            .query(Long.class)
                            .list())
                    .isEqualTo(answered);
            assertThat(sql.sql("SELECT aggregate_id FROM outbox WHERE type = 'ReviewWritten' ORDER BY 1")
                            .query(String.class)
                            .list())
                    .isEqualTo(sql.sql("SELECT CAST(id AS CHAR) FROM review ORDER BY 1")
                            .query(String.class)
                            .list());
            assertThat(write(service.http(), told.lastOf(0)).join().status()).isEqualTo(200);
        }
    }

    private static CompletableFuture<Answer> write(Client http, Asked asked) {
        String body = "{\"orderId\":%d,\"star\":5,\"body\":\"%s\"}".formatted(order(asked), asked.key());
        return http.send(
                "POST",
                "/api/reviews",
                body,
                "X-Member-Id",
                String.valueOf(asked.customer() + 1),
                "Idempotency-Key",
                asked.key());
    }

    private static long order(Asked asked) {
        return (asked.customer() + 1) * ORDERS_OF_A_MEMBER + asked.number();
    }
}
