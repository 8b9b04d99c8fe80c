package dev.banyan.proxy;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftState;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShiftIT {
    private static final int SPLIT = 5000;
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static House house;
    private static RunningProxy proxy;
    private final String moving = House.member(true, SPLIT, 0);
    private final String staying = House.member(false, SPLIT, 0);

    @BeforeAll
    static void start() {
        house = new House(folder);
        house.startPhase();
        proxy = house.proxy("--banyan.proxy.upstream-timeout=3s");
    }

    @AfterEach
    void settle() {
        house.settle();
        proxy.awaitSettled();
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void heldWritesWaitAndGoToTheNewOwnerWhileReadsAndOthersGoOn() throws Exception {
        Shift shift = proxy.drained(proxy.hold(SPLIT, LONG));
        CompletableFuture<HttpResponse<String>> write = proxy.posts(moving, "held");
        await().until(() -> proxy.waiting() == 1);

        assertThat(proxy.get("/api/members/" + moving + "/payments").body()).isEqualTo("monolith");
        assertThat(proxy.post(staying, "free").body()).isEqualTo("monolith");
        assertThat(write).isNotDone();

        shift = house.journal.commit(house.journal.fenced(shift, "test"));
        proxy.nudge();

        assertThat(write.get().body()).isEqualTo("service");
        assertThat(proxy.get("/api/members/" + moving + "/payments").body()).isEqualTo("service");
        house.monolith.verify(0, postRequestedFor(anyUrl()).withRequestBody(equalTo("held")));

        long done = house.journal.done(shift, "test").revision();
        await().until(() -> proxy.row().revision() == done);
        assertThat(proxy.post(moving, "after").body()).isEqualTo("service");
    }

    @Test
    void aHoldIsDrainedOnlyWhenEarlierWritesAreAnswered() throws Exception {
        slow(house.monolith, moving, 1_500);
        CompletableFuture<HttpResponse<String>> early = proxy.posts(moving, "early");
        await().until(() -> proxy.status().toString().contains("inFlight=1"));
        Shift shift = proxy.hold(SPLIT, LONG);
        await().until(() -> proxy.row().revision() == shift.revision());

        await().during(Duration.ofMillis(300)).until(() -> proxy.row().drained() < shift.revision());
        assertThat(early).isNotDone();
        await().until(() -> proxy.row().drained() == shift.revision());

        assertThat(early.get().body()).isEqualTo("slow");
    }

    @Test
    void aWriteWhoseClientHungUpStillCountsUntilItIsAnswered() throws Exception {
        slow(house.monolith, moving, 1_500);
        RawClient client = posting(moving, "left behind");
        await().until(() -> proxy.status().toString().contains("inFlight=1"));
        client.close();
        Shift shift = proxy.hold(SPLIT, LONG);
        await().until(() -> proxy.row().revision() == shift.revision());

        await().during(Duration.ofMillis(300)).until(() -> proxy.row().drained() < shift.revision());
        await().until(() -> proxy.row().drained() == shift.revision());
    }

    @Test
    void anAbortReleasesHeldWritesAtTheOldOwner() throws Exception {
        Shift shift = proxy.drained(proxy.hold(SPLIT, LONG));
        CompletableFuture<HttpResponse<String>> write = proxy.posts(moving, "held");
        await().until(() -> proxy.waiting() == 1);

        house.journal.abort(shift, "test", "changed our mind");
        proxy.nudge();

        assertThat(write.get().body()).isEqualTo("monolith");
    }

    @Test
    void anOverdueHoldIsAbortedByTheProxy() throws Exception {
        Shift shift = proxy.drained(proxy.hold(SPLIT, Duration.ofMillis(700)));
        CompletableFuture<HttpResponse<String>> write = proxy.posts(moving, "held");

        assertThat(write.get().body()).isEqualTo("monolith");
        Shift ended = house.journal.find(shift.id()).orElseThrow();
        assertThat(ended.state()).isEqualTo(ShiftState.ABORTED);
        assertThat(ended.outcome()).contains("proxy proxy-1");
    }

    @Test
    void heldWritesOfOneKeyAreSentInOrderOneAfterAnother() throws Exception {
        Shift shift = proxy.drained(proxy.hold(SPLIT, LONG));
        slow(house.service, moving, 250);
        List<CompletableFuture<HttpResponse<String>>> writes = IntStream.range(0, 6)
                .mapToObj(i -> {
                    CompletableFuture<HttpResponse<String>> write = proxy.posts(moving, "write " + i);
                    await().until(() -> proxy.waiting() == i + 1);
                    return write;
                })
                .toList();

        house.journal.commit(house.journal.fenced(shift, "test"));
        proxy.nudge();
        await().until(() -> proxy.waiting() < 6);
        CompletableFuture<HttpResponse<String>> late = proxy.posts(moving, "write 6");

        for (CompletableFuture<HttpResponse<String>> write : writes) {
            assertThat(write.get().statusCode()).isEqualTo(200);
        }
        late.get();
        List<String> bodies = house.service.getAllServeEvents().stream()
                .map(event -> event.getRequest().getBodyAsString())
                .sorted(Comparator.naturalOrder())
                .toList();
        List<String> byTime = house.service.getAllServeEvents().stream()
                .sorted(Comparator.comparing(event -> event.getRequest().getLoggedDate()))
                .map(event -> event.getRequest().getBodyAsString())
                .toList();
        assertThat(byTime).isEqualTo(bodies).hasSize(7);
    }

    @Test
    void aClientThatHungUpWhileHeldIsDroppedUnsent() throws Exception {
        Shift shift = proxy.drained(proxy.hold(SPLIT, LONG));
        RawClient client = posting(moving, "regretted");
        await().until(() -> proxy.waiting() == 1);
        client.close();

        await().until(() -> proxy.waiting() == 0);
        house.journal.commit(house.journal.fenced(shift, "test"));
        proxy.nudge();
        assertThat(proxy.post(moving, "next").body()).isEqualTo("service");
        house.service.verify(0, postRequestedFor(anyUrl()).withRequestBody(equalTo("regretted")));
    }

    @Test
    void moreThanMaxWaitingAreTurnedAway() {
        proxy.drained(proxy.hold(SPLIT, LONG));
        var waiting = IntStream.range(0, 20)
                .mapToObj(i -> proxy.posts(moving, "held " + i))
                .toList();
        await().until(() -> proxy.waiting() == 20);

        HttpResponse<String> refused = proxy.post(moving, "one too many");

        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void keylessWritesAreRefusedInAShiftAndWaitInAHold() throws Exception {
        Shift shift = house.journal.arm(house.begin(10_000));
        await().until(() -> proxy.row().revision() == shift.revision());
        HttpRequest.Builder keyless = proxy.request("/api/payments").POST(HttpRequest.BodyPublishers.ofString("{}"));
        assertThat(proxy.send(keyless).statusCode()).isEqualTo(422);

        Shift held = proxy.drained(house.journal.hold(shift, LONG));
        CompletableFuture<HttpResponse<String>> write = CompletableFuture.supplyAsync(() -> proxy.send(keyless));
        await().until(() -> proxy.waiting() == 1);
        house.journal.commit(house.journal.fenced(held, "test"));
        proxy.nudge();

        assertThat(write.get().body()).isEqualTo("service");
    }

    @Test
    void aNudgeIsSeenAtOnce() {
        Instant before = Instant.now();
        Shift shift = house.journal.arm(house.begin(SPLIT));
        proxy.nudge();
        await().pollInterval(Duration.ofMillis(5)).until(() -> proxy.row().revision() == shift.revision());

        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofMillis(190));
    }

    @Test
    void withTheStoreDownOnlyArmedWritesAreRefused() {
        Shift shift = house.journal.arm(house.begin(SPLIT));
        await().until(() -> proxy.row().revision() == shift.revision());
        assertThat(proxy.post(moving, "leased").body()).isEqualTo("monolith");

        house.relay.cut();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> proxy.post(moving, "late").statusCode() == 503);

        HttpResponse<String> refused = proxy.post(moving, "refused");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(proxy.post(staying, "free").body()).isEqualTo("monolith");
        assertThat(proxy.get("/api/members/" + moving + "/payments").body()).isEqualTo("monolith");

        house.relay.restore();
        await().atMost(Duration.ofSeconds(15))
                .until(() -> proxy.post(moving, "again").statusCode() == 200);
    }

    @Test
    void theAnswerToAnArmedWriteWhoseLeaseEndedIsNotPassedOn() throws Exception {
        Shift shift = house.journal.arm(house.begin(SPLIT));
        await().until(() -> proxy.row().revision() == shift.revision());
        slow(house.monolith, moving, 1_500);
        CompletableFuture<HttpResponse<String>> write = proxy.posts(moving, "unlucky");
        await().until(() -> proxy.status().toString().contains("inFlight=1"));

        house.fleet.forget("proxy-1");

        assertThat(write.get().statusCode()).isEqualTo(503);
        assertThat(write.get().body()).contains("Outcome unknown");
        await().until(() -> proxy.row().revision() == shift.revision());
        assertThat(proxy.post(staying, "free").statusCode()).isEqualTo(200);
    }

    @Test
    void withTheStoreDownAndNoShiftReadsAndWritesGoOn() {
        house.relay.cut();
        await().atMost(Duration.ofSeconds(10)).until(() -> proxy.leaseMillis() == 0);

        assertThat(proxy.post(moving, "{}").body()).isEqualTo("monolith");
        assertThat(proxy.get("/shops").body()).isEqualTo("monolith");
    }

    private RawClient posting(String member, String body) throws IOException {
        return new RawClient(proxy).post(member, "Content-Length: " + body.length(), body);
    }

    private static void slow(WireMockServer server, String member, int millis) {
        server.stubFor(post("/api/members/" + member + "/payments")
                .willReturn(ok("slow").withFixedDelay(millis)));
    }
}
