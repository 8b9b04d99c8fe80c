package dev.banyan.proxy;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.banyan.control.fleet.KeylessWrite;
import dev.banyan.control.shift.Shift;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutingIT {
    private static final int SPLIT = 2500;

    @TempDir
    static Path folder;

    private static House house;
    private static RunningProxy proxy;

    @BeforeAll
    static void start() {
        house = new House(folder);
        house.startPhase();
        proxy = house.proxy("--banyan.proxy.upstream-timeout=1s");
        proxy.send(proxy.request("/api/payments/77").POST(HttpRequest.BodyPublishers.ofString("keyless")));
        Shift shift = house.journal.arm(house.begin(SPLIT));
        shift = house.journal.hold(shift, Duration.ofSeconds(30));
        shift = house.journal.commit(house.journal.fenced(shift, "test"));
        house.journal.done(shift, "test");
        long newest = house.revisions.newestNumber();
        await().until(() -> proxy.row().revision() == newest);
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void pathsOfNoPhaseGoToTheMonolithAsTheyCame() {
        proxy.get("/shops/a%2Fb%20c?x=%EA%B9%80&y=1+2");

        house.monolith.verify(getRequestedFor(urlEqualTo("/shops/a%2Fb%20c?x=%EA%B9%80&y=1+2"))
                .withHeader("X-Forwarded-For", equalTo("127.0.0.1"))
                .withHeader("Host", equalTo(proxy.traffic.substring("http://".length()))));
    }

    @Test
    void aKeyBelowTheSplitGoesToTheServiceAndAnyOtherToTheMonolith() {
        HttpResponse<String> ours = proxy.post(House.member(true, SPLIT, 0), "{}");
        HttpResponse<String> theirs = proxy.post(House.member(false, SPLIT, 0), "{}");

        assertThat(ours.body()).isEqualTo("service");
        assertThat(ours.headers().firstValue("X-Banyan-Side")).contains("service");
        assertThat(ours.headers().firstValue("X-Banyan-Phase")).contains("payments");
        assertThat(theirs.body()).isEqualTo("monolith");
    }

    @Test
    void theServicesShareIsAskedForItsOwnPaths() {
        String member = House.member(true, SPLIT, 1);

        proxy.get("/api/payments/17/lines?full=1", "X-Member-Id", member);

        house.service.verify(getRequestedFor(urlEqualTo("/v2/payments/17/lines?full=1")));
    }

    @Test
    void bodiesArePassedOnInFull() {
        String member = House.member(false, SPLIT, 2);
        String body = "가".repeat(400_000);

        assertThat(proxy.post(member, body).statusCode()).isEqualTo(200);

        house.monolith.verify(postRequestedFor(urlEqualTo("/api/members/" + member + "/payments"))
                .withRequestBody(equalTo(body)));
    }

    @Test
    void sourcesThatDisagreeAreRefused() {
        HttpResponse<String> answer = proxy.get("/api/payments/1", "X-Member-Id", "7", "Cookie", "member=8");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("header.X-Member-Id and cookie.member name different keys");
    }

    @Test
    void sourcesThatAgreeInTheirCanonicalFormAreOneKey() {
        assertThat(proxy.get("/api/payments/1", "X-Member-Id", "007", "Cookie", "member=7")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void keylessWritesAreCountedBeforeTheFirstShiftAndRefusedWhileSplit() {
        await().until(() ->
                !house.fleet.keylessWrites("payments", Duration.ofHours(1)).isEmpty());

        HttpResponse<String> write =
                proxy.send(proxy.request("/api/payments").POST(HttpRequest.BodyPublishers.ofString("{}")));
        HttpResponse<String> read = proxy.get("/api/payments/5");

        List<KeylessWrite> counted = house.fleet.keylessWrites("payments", Duration.ofHours(1));
        assertThat(counted).containsExactly(new KeylessWrite("POST", "/api/payments/{n}", 1));
        assertThat(write.statusCode()).isEqualTo(422);
        assertThat(write.body()).contains("header.X-Member-Id");
        assertThat(read.body()).isEqualTo("monolith");
    }

    @Test
    void anInvalidKeyIsRefusedForWritesAndReadFromTheMonolith() {
        assertThat(proxy.post("abc", "{}").statusCode()).isEqualTo(422);
        assertThat(proxy.get("/api/members/abc/payments").body()).isEqualTo("monolith");
    }

    @Test
    void dotSegmentsAreRefused() {
        assertThat(proxy.get("/api/x/%2e%2e/payments").statusCode()).isEqualTo(400);
    }

    @Test
    void aSlowUpstreamIsA504() {
        String member = House.member(false, SPLIT, 3);
        house.monolith.stubFor(WireMock.post("/api/members/" + member + "/payments")
                .willReturn(WireMock.ok().withFixedDelay(3_000)));

        assertThat(proxy.post(member, "{}").statusCode()).isEqualTo(504);
    }

    @Test
    void evidenceAndMetricsTellWhatEachSideDid() {
        proxy.post(House.member(true, SPLIT, 4), "{}");

        await().untilAsserted(() -> assertThat(house.fleet.traffic("payments", Duration.ofMinutes(1), 1))
                .anySatisfy(total -> {
                    assertThat(total.requests()).isPositive();
                    assertThat(total.keyed()).isPositive();
                    assertThat(total.wrongOwner()).isZero();
                }));
        assertThat(proxy.send(proxy.asking("/actuator/prometheus")).body())
                .contains("banyan_proxy_requests_total{phase=\"payments\",side=\"service\"}")
                .contains("banyan_proxy_seconds_bucket{phase=\"payments\",side=\"service\"")
                .contains("banyan_proxy_held 0");
    }

    @Test
    void traceTellsTheSideWithoutSending() {
        String member = House.member(true, SPLIT, 5);

        assertThat(proxy.trace("POST", "/api/payments/9?x=1", "X-Member-Id:" + member))
                .containsEntry("side", "service")
                .containsEntry("upstreamPath", "/v2/payments/9")
                .containsEntry("key", member);
    }

    @Test
    void theAdminPortNeedsItsTokenExceptForHealth() {
        assertThat(proxy.send(HttpRequest.newBuilder(java.net.URI.create(proxy.admin + "/status")))
                        .statusCode())
                .isEqualTo(401);
        assertThat(proxy.send(HttpRequest.newBuilder(java.net.URI.create(proxy.admin + "/actuator/health/readiness")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void preflightRequestsAreTheUpstreamsToAnswer() {
        HttpResponse<String> answer = proxy.send(proxy.request("/api/payments")
                .headers("Origin", "https://ruby.example", "Access-Control-Request-Method", "POST")
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.body()).isEqualTo("monolith");
    }

    @Test
    void aHeadRequestIsAnswered() {
        HttpResponse<String> answer =
                proxy.send(proxy.request("/shops").method("HEAD", HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
    }
}
