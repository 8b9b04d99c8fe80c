package dev.banyan.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreDownIT {
    private static final String MEMBER = House.member(true, 5_000, 0);

    @TempDir
    static Path folder;

    private static House house;

    /** Leaves the phase's revision on disk. */
    @BeforeAll
    static void start() {
        house = new House(folder);
        house.startPhase();
        house.proxy().close();
    }

    @AfterEach
    void closeProxies() {
        house.closeProxies();
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void aFreshStoreRoutesEverythingToTheMonolith(@TempDir Path fresh) {
        try (House empty = new House(fresh)) {
            RunningProxy proxy = empty.proxy();

            assertThat(proxy.post(MEMBER, "{}").body()).isEqualTo("monolith");
            assertThat(proxy.row().revision()).isZero();
        }
    }

    @Test
    void aGracefulStopDeregisters() {
        RunningProxy proxy = house.proxy();
        assertThat(house.fleet.list()).isNotEmpty();

        proxy.close();

        assertThat(house.fleet.list()).isEmpty();
    }

    @Test
    void startedFromDiskItServesReadsAndWritesOnlyAfterFirstContact() {
        house.relay.cut();

        RunningProxy proxy = house.proxy();
        HttpResponse<String> read = proxy.get("/api/members/" + MEMBER + "/payments");
        HttpResponse<String> write = proxy.post(MEMBER, "{}");
        HttpResponse<String> unrouted =
                proxy.send(proxy.request("/shops").POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(read.body()).isEqualTo("monolith");
        assertThat(write.statusCode()).isEqualTo(503);
        assertThat(write.headers().firstValue("Retry-After")).isPresent();
        assertThat(unrouted.statusCode()).isEqualTo(503);

        house.relay.restore();
        await().atMost(Duration.ofSeconds(15))
                .until(() -> proxy.post(MEMBER, "{}").statusCode() == 200);
        assertThat(proxy.row().revision()).isEqualTo(1);
    }

    @Test
    void startedFromADiskThatItTrustsItWritesAtOnce() {
        house.relay.cut();

        RunningProxy proxy = house.proxy("--banyan.proxy.trust-disk=true");

        assertThat(proxy.post(MEMBER, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void withNeitherStoreNorDiskItIsNotReady() {
        house.relay.cut();
        RunningProxy proxy = house.proxy("--banyan.proxy.state=" + folder.resolve("none"));

        assertThat(proxy.get("/shops").statusCode()).isEqualTo(503);
        assertThat(proxy.send(proxy.asking("/actuator/health/readiness")).statusCode())
                .isEqualTo(503);
        assertThat(proxy.send(proxy.asking("/actuator/health/liveness")).statusCode())
                .isEqualTo(200);
    }
}
