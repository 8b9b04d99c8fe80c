package dev.banyan.ad;

import static dev.banyan.kit.testing.CommonAnswers.assertInvalid;
import static dev.banyan.kit.testing.CommonAnswers.assertProblem;
import static dev.banyan.kit.testing.CommonAnswers.assertTellsHealthAndMetrics;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class AdIT {

    private static AdUnderTest service;

    @BeforeAll
    static void start() {
        service = AdUnderTest.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void anAdRunsAsItWasBooked() {
        Answer booked = service.book(1, "a", 1500, "\" 치킨 \",\"야식\",\"치킨\"");

        assertThat(booked.status()).isEqualTo(201);
        JsonNode ad = booked.json();
        assertThat(booked.header("Location")).isEqualTo("/api/ads/" + ad.get("id"));
        assertThat(ad.get("status").stringValue()).isEqualTo("RUNNING");
        assertThat(ad.get("from").stringValue()).isEqualTo("2018-12-01T10:00:00");
        assertThat(ad.get("to").isNull()).isTrue();
        assertThat(ad.get("bid").longValue()).isEqualTo(1500);
        assertThat(ad.get("keywords").toString()).isEqualTo("[\"치킨\",\"야식\"]");
        assertThat(service.http().get("/api/ads/" + ad.get("id")).json()).isEqualTo(ad);
        assertThat(service.http().get("/api/ads?shopId=1").json().toString()).isEqualTo("[" + ad + "]");
    }

    @Test
    void aKeyBooksOneAd() {
        Answer first = service.book(2, "k", 100, "\"피자\"");

        assertThat(service.book(2, "k", 100, "\"피자\"").status()).isEqualTo(200);
        assertThat(service.book(2, "k", 100, "\"피자\"").json()).isEqualTo(first.json());
        assertThat(service.book(3, "k", 100, "\"피자\"").status()).isEqualTo(201);
        String other = AdUnderTest.body(2, 100, "\"피자\"").replace("LISTING", "ULTRACALL");
        assertProblem(service.http().post("/api/ads", other, "Idempotency-Key", "k"), 422);
        assertThat(service.http().get("/api/ads?shopId=2").json().size()).isEqualTo(1);
    }

    @Test
    void changesWhatIsNamedAndLeavesTheRest() {
        long id = service.booked(4, "a");

        JsonNode changed = service.change(4, id, "{\"bid\":900,\"to\":\"2018-12-31T23:59:59\",\"keywords\":[\"족발\"]}")
                .json();
        JsonNode stopped = service.change(4, id, "{\"status\":\"STOPPED\"}").json();

        assertThat(changed.get("bid").longValue()).isEqualTo(900);
        assertThat(changed.get("to").stringValue()).isEqualTo("2018-12-31T23:59:59");
        assertThat(changed.get("keywords").toString()).isEqualTo("[\"족발\"]");
        assertThat(stopped.get("status").stringValue()).isEqualTo("STOPPED");
        assertThat(stopped.get("bid").longValue()).isEqualTo(900);
    }

    @Test
    void aShopThatSaysWhoItIsHasItsOwnAdsAlone() {
        long id = service.booked(5, "a");

        assertProblem(service.change(6, id, "{\"bid\":1}"), 404);
        assertProblem(service.http().get("/api/ads/" + id, "X-Shop-Id", "6"), 404);
        assertInvalid(
                service.http().get("/api/ads?shopId=5", "X-Shop-Id", "6"),
                "X-Shop-Id is 6, and the request is about shop 5");
        assertInvalid(
                service.http()
                        .post("/api/ads", AdUnderTest.body(5, 1, "\"a\""), "Idempotency-Key", "b", "X-Shop-Id", "6"),
                "X-Shop-Id is 6, and the request is about shop 5");
        assertProblem(service.http().get("/api/ads/9999999"), 404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"shopId\":0,\"type\":\"LISTING\",\"bid\":1,\"from\":\"2018-12-01T10:00:00\",\"keywords\":[\"a\"]} | shopId must be greater than 0",
                "{\"shopId\":1,\"type\":\"LISTING\",\"bid\":-1,\"from\":\"2018-12-01T10:00:00\",\"keywords\":[\"a\"]} | bid must be greater than or equal to 0",
                "{\"shopId\":1,\"type\":\"LISTING\",\"bid\":1,\"from\":\"2018-12-01T10:00:00\",\"keywords\":[]} | keywords must be 1 to 20 words",
                "{\"shopId\":1,\"type\":\"LISTING\",\"bid\":1,\"from\":\"2018-12-01T10:00:00\",\"keywords\":[\" \"]} | keywords must be of 1 to 50 characters each",
                "{\"shopId\":1,\"type\":\"LISTING\",\"bid\":1,\"from\":\"2018-12-01T10:00:00\",\"to\":\"2018-12-01T10:00:00\",\"keywords\":[\"a\"]} | to must be after from",
                "{\"shopId\":1,\"type\":\"POSTER\",\"bid\":1,\"from\":\"2018-12-01T10:00:00\",\"keywords\":[\"a\"]} | type 'POSTER' must be one of [LISTING, ULTRACALL]",
                "{\"shopId\":1,\"type\":\"LISTING\",\"bid\":1,\"from\":\"tomorrow\",\"keywords\":[\"a\"]} | from has the wrong type",
            })
    void saysWhatIsWrongWithANewAd(String body, String detail) {
        assertInvalid(service.http().post("/api/ads", body, "Idempotency-Key", "k"), detail);
    }

    @Test
    void saysWhatIsWrongWithTheRest() {
        assertProblem(service.http().post("/api/ads", AdUnderTest.body(1, 1, "\"a\"")), 400);
        assertProblem(service.http().get("/api/ads"), 400);
        assertProblem(service.http().get("/api/ads/one"), 400);
        long id = service.booked(7, "a");
        assertInvalid(service.change(7, id, "{\"bid\":100000001}"), "bid must be less than or equal to 100000000");
    }

    @Test
    void tellsOfEachVersionOnce() {
        long id = service.booked(8, "a");
        service.booked(8, "a");
        service.change(8, id, "{\"bid\":700,\"keywords\":[\"야식\"]}");
        service.change(8, id, "{\"bid\":700}");
        service.change(8, id, "{\"status\":\"STOPPED\"}");
        service.change(8, id, "{\"status\":\"STOPPED\"}");
        service.change(8, id, "{\"status\":\"RUNNING\"}");
        service.change(9, id, "{\"bid\":1}");

        assertThat(service.database.told(id))
                .containsExactly(
                        "1 AdStarted [] {}",
                        "2 AdChanged [\"bid\",\"keywords\"] {}",
                        "3 AdEnded [\"status\"] {}",
                        "4 AdStarted [\"status\"] {}");
    }

    @Test
    void numbersChangesOfTheSameMoment() {
        long id = service.booked(10, "a");

        List<CompletableFuture<Integer>> changes = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> service.http()
                        .send("PUT", "/api/ads/" + id, "{\"bid\":" + i * 1000 + "}")
                        .thenApply(Answer::status))
                .toList();

        assertThat(changes.stream().map(CompletableFuture::join)).containsOnly(200);
        assertThat(service.database.told(id)).hasSize(13).last().isEqualTo("13 AdChanged [\"bid\"] {}");
    }

    @Test
    void answersWhatViewsMayKeep() {
        long id = service.book(11, "a", 500, "\"치킨\",\"a,b\"").json().get("id").longValue();
        long stopped = service.booked(11, "b");
        service.change(11, stopped, "{\"status\":\"STOPPED\"}");
        service.sql.sql("INSERT INTO ad (id, currency) VALUES (99000, 'KRW')").update();

        assertThat(row(id).get("values").toString())
                .isEqualTo("{\"shop_id\":11,\"type\":\"LISTING\",\"bid\":500.0,\"starts_at\":\"2018-12-01T10:00\","
                        + "\"ends_at\":null,\"keywords\":\"치킨\\na,b\"}");
        assertThat(row(stopped).get("deleted").booleanValue()).isTrue();
        assertThat(row(stopped).get("version").longValue()).isEqualTo(2);
        assertThat(row(99000).get("deleted").booleanValue()).isTrue();
        assertProblem(service.http().get("/import/ads/98999"), 404);
    }

    private static JsonNode row(long id) {
        return service.http().imported("ads", id);
    }

    @Test
    void describesEveryRouteAndTellsItsHealth() {
        JsonNode paths = service.http().get("/v3/api-docs").json().get("paths");

        assertThat(paths.propertyNames()).containsExactlyInAnyOrder("/api/ads", "/api/ads/{id}");
        assertThat(paths.at("/~1api~1ads/post/responses").propertyNames())
                .containsExactlyInAnyOrder("200", "201", "400", "422", "503");
        assertTellsHealthAndMetrics(service.http());
    }
}
