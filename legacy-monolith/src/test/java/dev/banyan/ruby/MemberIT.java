package dev.banyan.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MemberIT {

    private static RunningRuby ruby;

    @BeforeAll
    static void start() {
        ruby = new RunningRuby();
    }

    @AfterAll
    static void stop() {
        ruby.close();
    }

    @Test
    void joinsWithAKoreanNameAndAnEmoji() {
        Api.Answer joined = ruby.api().post("/api/members", Map.of("name", "박봄 😋", "email", "spring@example.com"));

        Api.Answer stored = ruby.api().get(joined.header("Location"));

        assertThat(joined.status()).isEqualTo(201);
        assertThat(stored.text("name")).isEqualTo("박봄 😋");
        assertThat(stored.json()).isEqualTo(joined.json());
    }

    @Test
    void joinsOncePerKey() {
        Api api = ruby.api().key("join-1");
        Api.Answer first = api.post("/api/members", Map.of("name", "이솔"));

        Api.Answer again = api.post("/api/members", Map.of("name", "이솔"));
        Api.Answer other = api.post("/api/members", Map.of("name", "김솔"));

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(other.status()).isEqualTo(422);
    }

    @Test
    void onlyEverCreates() {
        String before = ruby.api().get("/api/members/1").response().body();

        Api.Answer answer = ruby.api().post("/api/members", Map.of("id", 1, "name", "딴사람"));

        assertThat(answer.number("id")).isNotEqualTo(1);
        assertThat(ruby.api().get("/api/members/1").response().body()).isEqualTo(before);
    }

    @Test
    void needsAName() {
        Api.Answer answer = ruby.api().post("/api/members", Map.of("email", "who@example.com"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("detail")).isEqualTo("name is missing.");
    }

    @Test
    void listsPageByPage() {
        Api.Answer page = ruby.api().get("/api/members?after=5&limit=3");

        assertThat(page.json().size()).isEqualTo(3);
        assertThat(page.json().get(0).path("id").asLong()).isEqualTo(6);
        assertThat(ruby.api().get("/api/members?limit=101").status()).isEqualTo(400);
        assertThat(ruby.api().get("/api/members/999999").status()).isEqualTo(404);
    }
}
