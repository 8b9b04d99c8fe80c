package dev.banyan.review;

import static dev.banyan.kit.testing.CommonAnswers.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ReviewIT {

    private static ReviewUnderTest service;

    private final String key = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        service = ReviewUnderTest.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void isShownAtTheShopAndToldOf() {
        service.delivered(1, 5, 10);

        Answer written = service.write(5, key, 1, 4);

        assertThat(written.status()).isEqualTo(201);
        JsonNode review = written.json();
        long id = review.get("id").longValue();
        String createdAt = review.get("createdAt").stringValue();
        assertThat(createdAt).hasSize("2018-11-01T12:00:00".length());
        assertThat(review.toString())
                .isEqualTo("{\"id\":" + id + ",\"memberId\":5,\"shopId\":10,\"orderId\":1,\"star\":4,"
                        + "\"body\":\"정말 맛있어요 😋\",\"reply\":null,\"createdAt\":\"" + createdAt + "\"}");
        assertThat(service.reviews(10).json().get(0)).isEqualTo(review);
        assertThat(service.told(id)).containsExactly("ReviewWritten 1 {}");
    }

    @Test
    void isWrittenOncePerKeyAndOrder() {
        service.delivered(21, 5, 11);
        service.delivered(22, 5, 11);
        Answer first = service.write(5, key, 21, 5);

        Answer again = service.write(5, key, 21, 5);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(service.write(5, key, 21, 1).json().get("type").stringValue())
                .isEqualTo("urn:review:key-reused");
        assertThat(service.write(5, key, 22, 5).status()).isEqualTo(422);
        assertThat(service.write(5, key + "-2", 21, 5).status()).isEqualTo(409);
        assertThat(service.reviews(11).json().size()).isEqualTo(1);
    }

    @Test
    void isOneHoweverManyAreSentAtOnce() {
        service.delivered(31, 5, 12);

        List<CompletableFuture<Answer>> sent = IntStream.range(0, 8)
                .mapToObj(i -> service.writeAsync(5, key + "-" + i % 4, 31, 5))
                .toList();

        assertThat(sent.stream().map(answer -> answer.join().status()))
                .containsOnlyOnce(201)
                .containsOnlyOnce(200)
                .filteredOn(status -> status == 409)
                .hasSize(6);
        assertThat(service.reviews(12).json().size()).isEqualTo(1);
    }

    @Test
    void isNotForOthersOrders() {
        service.delivered(41, 6, 13);

        assertInvalid(service.write(5, key, 41, 5), "Member 5 has no order 41");
        assertThat(service.reviews(13).text()).isEqualTo("[]");
    }

    @Test
    void isShownNoLongerOnceItIsHidden() {
        service.delivered(51, 5, 14);
        service.delivered(52, 6, 14);
        Answer mine = service.write(5, key, 51, 1);
        Answer others = service.write(6, key, 52, 5);
        long id = mine.json().get("id").longValue();

        Answer hidden = service.hide(5, id);
        Answer again = service.hide(5, id);

        assertThat(hidden.status()).isEqualTo(200);
        assertThat(hidden.json()).isEqualTo(mine.json());
        assertThat(again.status()).isEqualTo(200);
        assertThat(service.hide(6, id).status()).isEqualTo(404);
        assertThat(service.hide(5, 404404).status()).isEqualTo(404);
        assertThat(service.reviews(14).json().size()).isEqualTo(1);
        assertThat(service.reviews(14).json().get(0)).isEqualTo(others.json());
        assertThat(service.told(id)).containsExactly("ReviewWritten 1 {}", "ReviewHidden 2 {}");
        assertThat(service.write(5, key, 51, 1).status()).isEqualTo(200);
        assertThat(service.write(5, key + "-2", 51, 1).status()).isEqualTo(409);
    }

    @Test
    void knowsReviewsThatCameFromTheMonolithWithTheirGaps() {
        service.sql
                .sql(
                        "INSERT INTO review (id, member_id, shop_id, order_id, star, body, owner_reply, visibility,"
                                + " idempotency_key, created_at) VALUES (1001, 5, 15, 61, 3, NULL, '감사합니다', 'SHOWN', 'old', NULL)")
                .update();
        service.delivered(61, 5, 15);

        JsonNode review = service.reviews(15).json().get(0);

        assertThat(review.get("reply").stringValue()).isEqualTo("감사합니다");
        assertThat(review.get("createdAt").isNull()).isTrue();
        assertThat(service.write(5, key, 61, 5).status()).isEqualTo(409);
        assertThat(service.hide(5, 1001).status()).isEqualTo(200);
    }

    @Test
    void tellsViewsWhoGaveWhichShopHowManyStars() {
        service.delivered(71, 5, 16);
        long id = service.write(5, key, 71, 4).json().get("id").longValue();

        String shown = service.http().get("/import/reviews?ids=" + id).text();
        service.hide(5, id);
        String hidden = service.http().get("/import/reviews/" + id).text();
        String all = service.http().get("/import/reviews").text();

        assertThat(shown)
                .contains("\"id\":\"" + id + "\"")
                .contains("\"version\":1")
                .contains("\"shop_id\":16")
                .contains("\"star\":4");
        assertThat(hidden)
                .contains("\"version\":2")
                .contains("\"deleted\":true")
                .doesNotContain("shop_id");
        assertThat(all).contains("\"id\":\"" + id + "\"").contains("watermark");
    }
}
