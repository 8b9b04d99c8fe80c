package dev.banyan.member;

import static dev.banyan.kit.testing.CommonAnswers.assertInvalid;
import static dev.banyan.kit.testing.CommonAnswers.assertProblem;
import static dev.banyan.kit.testing.CommonAnswers.assertTellsHealthAndMetrics;
import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.MappedPhase;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MemberIT {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(MemberApplication.class, DATABASE);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Answer join(String key, String body) {
        return service.http().post("/api/members", body, "Idempotency-Key", key);
    }

    @Test
    void joinsOncePerKey() {
        String body = "{\"name\":\" 박봄 😋 \",\"email\":\"spring@example.com\"}";
        Answer first = join("a", body);

        Answer again = join("a", body);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().get("name").stringValue()).isEqualTo("박봄 😋");
        assertThat(first.json().get("grade").stringValue()).isEqualTo("N");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(service.http().get(first.header("Location")).json()).isEqualTo(first.json());
        assertProblem(join("a", "{\"name\":\"김봄\"}"), 422);
        assertThat(service.http().post("/api/members", body).status()).isEqualTo(201);
        assertThat(service.http().post("/api/members", body).status()).isEqualTo(201);
    }

    @Test
    void onlyEverCreates() {
        long id = join("b", "{\"name\":\"이솔\"}").json().get("id").longValue();

        Answer other = join("c", "{\"id\":" + id + ",\"name\":\"딴사람\"}");

        assertThat(other.json().get("id").longValue()).isNotEqualTo(id);
        assertThat(service.http().get("/api/members/" + id).json().get("name").stringValue())
                .isEqualTo("이솔");
    }

    @Test
    void showsGradesOfOldAndListsPageByPage() {
        for (int id = 90_001; id <= 90_005; id++) {
            DATABASE.sql()
                    .sql("INSERT INTO member (id, name, grade) VALUES (?, 'old', 'VIP')")
                    .param(id)
                    .update();
        }

        JsonNode page = service.http().get("/api/members?after=90002&limit=2").json();

        assertThat(page.size()).isEqualTo(2);
        assertThat(page.at("/0/id").longValue()).isEqualTo(90_003);
        assertThat(page.at("/0/grade").stringValue()).isEqualTo("V");
        assertThat(page.at("/0/createdAt").isNull()).isTrue();
    }

    @Test
    void saysWhatIsWrong() {
        assertInvalid(join("d", "{\"email\":\"a\"}"), "name must not be null");
        assertInvalid(join("d", "{\"name\":\"  \"}"), "name must be 1 to 50 characters");
        assertInvalid(join("d e", "{\"name\":\"a\"}"), "Idempotency-Key must be 1 to 80 visible ASCII characters");
        assertProblem(service.http().get("/api/members?limit=101"), 400);
        assertProblem(service.http().get("/api/members/98999"), 404);
    }

    @Test
    void describesEveryRouteAndTellsItsHealth() {
        service.http().get("/api/members");
        JsonNode paths = service.http().get("/v3/api-docs").json().get("paths");

        assertThat(paths.propertyNames()).containsExactlyInAnyOrder("/api/members", "/api/members/{id}");
        assertThat(paths.at("/~1api~1members/post/responses").propertyNames())
                .containsExactlyInAnyOrder("200", "201", "400", "422", "503");
        assertTellsHealthAndMetrics(service.http());
    }

    /** The phase that the README shows, held against the monolith's own migrations and this service's. */
    @Test
    void theReadmesPhaseFitsBothSchemas() throws Exception {
        MappedPhase phase = MappedPhase.ofReadme("members", "member");

        phase.assertFits(Map.of(), "members -> member");
        phase.assertBothSidesHoldTheSame();
    }
}
