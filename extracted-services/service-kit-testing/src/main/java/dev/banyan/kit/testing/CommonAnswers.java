package dev.banyan.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

/** Answers that every service gives alike. */
public final class CommonAnswers {

    private CommonAnswers() {}

    /** The request is refused for what is wrong with it. */
    public static void assertInvalid(Answer answer, String detail) {
        assertProblem(answer, 400);
        assertThat(answer.json().get("detail").stringValue()).isEqualTo(detail);
    }

    /** A failure is told as such. */
    public static void assertProblem(Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    /** Of a service that has answered something before. */
    public static void assertTellsHealthAndMetrics(Client http) {
        assertThat(http.get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(http.get("/actuator/health/readiness").text()).contains("\"db\":{\"status\":\"UP\"}");
        assertThat(http.get("/actuator/prometheus").text())
                .contains("http_server_requests_seconds_count")
                .contains("hikaricp_connections_active");
    }
}
