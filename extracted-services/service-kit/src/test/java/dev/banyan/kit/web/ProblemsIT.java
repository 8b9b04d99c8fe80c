package dev.banyan.kit.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.example.ExampleService;
import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ProblemsIT {

    private static RunningService service;

    @BeforeAll
    static void start() {
        service = RunningService.start(ExampleService.class, TestDatabase.create());
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void answersAProblemWithItsKindAndDetails() {
        Answer answer = service.http().get("/api/parcels/7");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.header("Retry-After")).isEqualTo("1");
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:example:under-way");
        assertThat(answer.json().get("detail").stringValue()).isEqualTo("Parcel 7 is under way");
        assertThat(answer.json().get("parcelId").intValue()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"weight\":0,\"size\":\"SMALL\"} | weight must be greater than 0",
                "{\"weight\":1,\"size\":\"HUGE\"}  | size 'HUGE' must be one of [SMALL, LARGE]",
                "{\"weight\":\"1\",\"size\":null}  | weight has the wrong type",
                "[]                                | The body must be a JSON object",
                "{                                 | The body is missing or is not JSON",
            })
    void saysWhatIsWrongWithTheBody(String body, String detail) {
        Answer answer = service.http().post("/api/parcels", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:example:invalid");
        assertThat(answer.json().get("detail").stringValue()).isEqualTo(detail);
    }

    @Test
    void describesProblemsOfEveryRoute() {
        JsonNode document = service.http().get("/v3/api-docs").json();

        assertThat(document.get("paths").propertyNames())
                .containsExactlyInAnyOrder("/api/parcels", "/api/parcels/{id}");
        JsonNode invalid = document.at("/paths/~1api~1parcels/post/responses/400/content");
        assertThat(invalid.at("/application~1problem+json/schema/$ref").stringValue())
                .isEqualTo("#/components/schemas/ProblemDetail");
        assertThat(document.at("/components/schemas/ProblemDetail/properties").propertyNames())
                .contains("type", "detail");
        assertThat(document.at("/paths/~1api~1parcels/post/responses/503").isMissingNode())
                .isFalse();
    }
}
