package dev.banyan.review;

import static dev.banyan.kit.testing.CommonAnswers.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.events.Event;
import dev.banyan.kit.testing.Answer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Deliveries that are told of: as events, and as calls. */
class DeliveryIT {

    private static ReviewUnderTest events;
    private static ReviewUnderTest api;

    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        events = ReviewUnderTest.start();
        api = ReviewUnderTest.start("--deliveries.mode=api");
    }

    @AfterAll
    static void stop() {
        events.close();
        api.close();
    }

    private static Answer tell(ReviewUnderTest service, long order, String body) {
        return service.http().post("/api/review-orders/" + order + "/delivered", body);
    }

    private static List<String> known(ReviewUnderTest service, long order) {
        return service.sql
                .sql("SELECT CONCAT(member_id, ' ', COALESCE(shop_id, '-')) FROM reviewable_order WHERE order_id = ?")
                .param(order)
                .query(String.class)
                .list();
    }

    @Test
    void anEventMakesAnOrderReviewableAndNobodyIsAsked() {
        events.deliveries.publish(List.of(Deliveries.delivered(1, 5L, 10)));

        await().untilAsserted(() -> assertThat(known(events, 1)).containsExactly("5 10"));
        assertThat(events.write(5, key, 1, 5).status()).isEqualTo(201);
        assertThat(events.asked(1)).isZero();
    }

    @Test
    void anEventThatComesAgainChangesNothingAndARepublicationRepairs() {
        Event delivered = Deliveries.delivered(2, 5L, 10);
        events.deliveries.publish(List.of(delivered));
        await().untilAsserted(() -> assertThat(known(events, 2)).containsExactly("5 10"));
        events.sql
                .sql("UPDATE reviewable_order SET shop_id = 99 WHERE order_id = 2")
                .update();

        events.deliveries.publish(List.of(delivered.republished("repair")));

        await().untilAsserted(() -> assertThat(known(events, 2)).containsExactly("5 10"));
    }

    @Test
    void guestsOrdersAreNobodysAndABadFactIsADeadLetter() {
        long before = events.deliveries.depth().dead();
        Event bad = Deliveries.event(
                "4",
                JsonMapper.shared().createObjectNode().put("memberId", "five").put("shopId", 10));
        events.deliveries.publish(List.of(Deliveries.delivered(3, null, 10), bad, Deliveries.delivered(5, 5L, 10)));

        await().untilAsserted(() -> assertThat(known(events, 5)).containsExactly("5 10"));
        await().until(() -> events.deliveries.depth().dead() == before + 1);
        await().until(() -> events.deliveries.depth().isEmpty());
        assertThat(known(events, 3)).isEmpty();
        assertThat(known(events, 4)).isEmpty();
    }

    @Test
    void aCallHasTheSameEffectInTheContrastModeOnly() {
        String facts = "{\"shopId\":10,\"memberId\":5,\"amount\":9000}";

        assertThat(tell(api, 1, facts).status()).isEqualTo(204);
        assertThat(tell(api, 1, facts).status()).isEqualTo(204);
        assertThat(tell(api, 2, "{\"shopId\":10,\"memberId\":null,\"amount\":9000}")
                        .status())
                .isEqualTo(204);
        assertInvalid(tell(api, 3, "{\"shopId\":10,\"memberId\":-1}"), "memberId must be greater than 0");

        assertThat(known(api, 1)).containsExactly("5 10");
        assertThat(api.count("reviewable_order")).isEqualTo(1);
        assertThat(api.write(5, key, 1, 5).status()).isEqualTo(201);
        assertThat(api.http().get("/actuator/health").text()).doesNotContain("subscriber");
        assertThat(tell(events, 9, facts).status()).isEqualTo(404);
    }
}
