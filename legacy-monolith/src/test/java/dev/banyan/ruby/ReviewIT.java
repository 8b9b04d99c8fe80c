package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReviewIT {

    private static RunningRuby ruby;

    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        ruby = new RunningRuby();
    }

    @AfterAll
    static void stop() {
        ruby.close();
    }

    private static Api.Answer write(long member, String key, long order, int star) {
        return ruby.api()
                .as(member)
                .key(key)
                .post("/api/reviews", Map.of("orderId", order, "star", star, "body", "정말 맛있어요 😋"));
    }

    @Test
    void showsUpAtTheShopAndOnTheOrder() {
        long order = ruby.deliveredOrder(5);

        Api.Answer written = write(5, key, order, 4);

        assertThat(written.status()).isEqualTo(201);
        assertThat(written.text("body")).isEqualTo("정말 맛있어요 😋");
        JsonNode newest = ruby.api()
                .get("/api/shops/" + ruby.openShop() + "/reviews?limit=1")
                .json()
                .get(0);
        assertThat(newest).isEqualTo(written.json());
        JsonNode onTheOrder = ruby.api().get("/api/orders/" + order).json().path("review");
        assertThat(onTheOrder.path("id").asLong()).isEqualTo(written.number("id"));
        assertThat(onTheOrder.path("star").asInt()).isEqualTo(4);
        assertThat(ruby.api().get("/api/members/5/orders?limit=1").json().get(0).path("review"))
                .isEqualTo(onTheOrder);
    }

    @Test
    void isWrittenOncePerKeyAndOrder() {
        long order = ruby.deliveredOrder(5);
        Api.Answer first = write(5, key, order, 5);

        Api.Answer again = write(5, key, order, 5);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(write(5, key, order, 1).status()).isEqualTo(422);
        assertThat(write(5, key, ruby.deliveredOrder(5), 5).status()).isEqualTo(422);
        assertThat(write(5, key + "-2", order, 5).status()).isEqualTo(409);
    }

    @Test
    void isOneHoweverManyAreSentAtOnce() throws Exception {
        long order = ruby.deliveredOrder(5);

        List<Api.Answer> answers = Together.call(8, i -> write(5, key + "-" + i % 4, order, 5));

        assertThat(ruby.number("SELECT COUNT(*) FROM reviews WHERE ord_no = " + order))
                .isEqualTo(1);
        assertThat(answers.stream().map(Api.Answer::status))
                .containsOnlyOnce(201)
                .containsOnlyOnce(200)
                .filteredOn(status -> status == 409)
                .hasSize(6);
    }

    @Test
    void needsADeliveredOrderOfTheMembersOwn() {
        long waiting = ruby.order(5).number("id");
        long delivered = ruby.deliveredOrder(6);

        assertThat(write(5, key, waiting, 5).status()).isEqualTo(409);
        assertThat(write(5, key, delivered, 5).status()).isEqualTo(400);
        assertThat(write(5, key, 999_999, 5).status()).isEqualTo(400);
        assertThat(write(6, key, delivered, 6).text("detail")).isEqualTo("star must be 1 to 5, is 6.");
        assertThat(ruby.number("SELECT COUNT(*) FROM reviews WHERE ord_no IN (" + waiting + "," + delivered + ")"))
                .isZero();
    }
}
