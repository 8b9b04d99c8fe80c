package dev.banyan.shopowner;

import static dev.banyan.kit.testing.CommonAnswers.assertInvalid;
import static dev.banyan.kit.testing.CommonAnswers.assertProblem;
import static dev.banyan.kit.testing.CommonAnswers.assertTellsHealthAndMetrics;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OwnersIT {

    private static OwnersUnderTest service;

    @BeforeAll
    static void start() {
        service = OwnersUnderTest.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void changesWhatIsNamedAndTellsOfEachVersionOnce() {
        service.owner(1);

        JsonNode changed = service.change(1, "{\"phone\":\" 010-1234-5678 \"}").json();
        service.change(1, "{\"phone\":\"010-1234-5678\",\"name\":\" \"}");
        service.change(1, "{\"name\":\"이사장\",\"businessNumber\":\"999-99-99999\"}");

        assertThat(changed.toString())
                .isEqualTo("{\"id\":1,\"name\":\"김사장\",\"phone\":\"010-1234-5678\","
                        + "\"businessNumber\":\"123-45-67890\"}");
        assertThat(service.http().get("/api/owners/1").json().get("name").stringValue())
                .isEqualTo("이사장");
        assertThat(service.database.told(1))
                .containsExactly("2 OwnerChanged [\"phone\"] {}", "3 OwnerChanged [\"name\",\"businessNumber\"] {}");
    }

    @Test
    void saysWhatIsWrong() {
        service.owner(2);
        assertProblem(service.http().get("/api/owners/98999"), 404);
        assertProblem(service.change(98999, "{\"name\":\"a\"}"), 404);
        assertInvalid(
                service.change(2, "{\"businessNumber\":\"1234567890123\"}"),
                "businessNumber must be 1 to 12 characters");
        assertInvalid(service.change(2, "{\"name\":[7]}"), "name has the wrong type");
        assertInvalid(service.change(2, ""), "The body is missing or is not JSON");
        assertThat(service.database.told(2)).isEmpty();
    }

    @Test
    void answersWhatViewsMayKeep() {
        service.owner(3);
        service.change(3, "{\"name\":\"박사장\"}");

        JsonNode row = service.http().imported("owners", 3);

        assertThat(row.get("version").longValue()).isEqualTo(2);
        assertThat(row.get("values").toString()).isEqualTo("{\"name\":\"박사장\",\"business_number\":\"123-45-67890\"}");
    }

    @Test
    void describesEveryRouteAndTellsItsHealth() {
        service.owner(4);
        service.http().get("/api/owners/4");
        JsonNode paths = service.http().get("/v3/api-docs").json().get("paths");

        assertThat(paths.propertyNames()).containsExactly("/api/owners/{id}");
        assertThat(paths.at("/~1api~1owners~1{id}/put/responses").propertyNames())
                .containsExactlyInAnyOrder("200", "400", "404", "503");
        assertTellsHealthAndMetrics(service.http());
    }
}
