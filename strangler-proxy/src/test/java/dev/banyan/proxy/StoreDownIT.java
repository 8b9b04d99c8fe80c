package dev.banyan.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.RoutingDocument;
import dev.banyan.control.store.Json;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreDownIT {
    private static final String MEMBER = House.member(true, 5_000, 0);

    @TempDir
    Path folder;

    private House house;

    @BeforeEach
    void start() {
        house = new House(folder);
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    void aFreshStoreRoutesEverythingToTheMonolith() {
        RunningProxy proxy = house.proxy();

        assertThat(proxy.post(MEMBER, "{}").body()).isEqualTo("monolith");
        assertThat(proxy.row().revision()).isZero();
    }

    @Test
    void startedFromDiskItServesReadsAndWritesOnlyAfterFirstContact() {
        house.startPhase();
        house.proxy().close();
        house.database.kill();

        RunningProxy proxy = house.proxy();
        HttpResponse<String> read = proxy.get("/api/members/" + MEMBER + "/payments");
        HttpResponse<String> write = proxy.post(MEMBER, "{}");
        HttpResponse<String> unrouted =
                proxy.send(proxy.request("/shops").POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(read.body()).isEqualTo("monolith");
        assertThat(write.statusCode()).isEqualTo(503);
        assertThat(write.headers().firstValue("Retry-After")).isPresent();
        assertThat(unrouted.statusCode()).isEqualTo(503);

        house.database.restart();
        await().atMost(Duration.ofSeconds(15))
                .until(() -> proxy.post(MEMBER, "{}").statusCode() == 200);
        assertThat(proxy.row().revision()).isEqualTo(1);
    }

    @Test
    void startedFromADiskThatItTrustsItWritesAtOnce() {
        house.startPhase();
        house.proxy().close();
        house.database.kill();

        RunningProxy proxy = house.proxy("--banyan.proxy.trust-disk=true");

        assertThat(proxy.post(MEMBER, "{}").statusCode()).isEqualTo(200);
    }

    @Test
    void withNeitherStoreNorDiskItIsNotReady() {
        house.database.kill();
        RunningProxy proxy = house.proxy();

        assertThat(proxy.get("/shops").statusCode()).isEqualTo(503);
        assertThat(proxy.send(proxy.asking("/actuator/health/readiness")).statusCode())
                .isEqualTo(503);
        assertThat(proxy.send(proxy.asking("/actuator/health/liveness")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void withTheStoreDownAndNoShiftReadsAndWritesGoOn() {
        house.startPhase();
        RunningProxy proxy = house.proxy();
        house.database.kill();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> ((Number) proxy.status().get("leaseMillis")).intValue() == 0);

        assertThat(proxy.post(MEMBER, "{}").body()).isEqualTo("monolith");
        assertThat(proxy.get("/shops").body()).isEqualTo("monolith");
    }

    @Test
    void aRevisionThatMovesOwnersWithoutAShiftIsRefused() {
        house.startPhase();
        RunningProxy proxy = house.proxy();
        store(document -> split(document, 5_000));

        await().untilAsserted(() ->
                assertThat(proxy.row().refusal()).contains("split of payments: 0 -> 5000", "without a shift"));
        assertThat(proxy.row().revision()).isEqualTo(1);
        assertThat(proxy.post(MEMBER, "{}").body()).isEqualTo("monolith");
    }

    @Test
    void aRevisionThatCannotBeBuiltIsRefused() {
        house.startPhase();
        RunningProxy proxy = house.proxy();
        store(document -> document.withUpstream("payment", List.of()));

        await().untilAsserted(() -> assertThat(proxy.row().refusal()).contains("Upstream 'payment' has no address"));
        store(document -> document.withUpstream("payment", List.of(house.service.baseUrl())));

        await().until(() -> proxy.row().revision() == 3);
        assertThat(proxy.row().refusal()).isNull();
    }

    @Test
    void aStoreWithAnotherChainIsRefused() {
        house.startPhase();
        RunningProxy proxy = house.proxy();
        house.store.transaction(
                handle -> handle.execute("UPDATE revision SET hash = REPEAT('f', 64) WHERE number = 1"));
        store(document -> document.withUpstream("other", List.of("http://127.0.0.1:1")));

        await().untilAsserted(() -> assertThat(proxy.row().refusal()).contains("is another one"));
        assertThat(proxy.row().revision()).isEqualTo(1);
    }

    @Test
    void aStoredDocumentThatWasTamperedWithIsRefused() {
        house.startPhase();
        RunningProxy proxy = house.proxy();
        RoutingDocument forged = house.revisions.newest().document().withUpstream("x", List.of("http://127.0.0.1:1"));
        house.store.transaction(handle -> handle.execute(
                "INSERT INTO revision (number, parent, hash, document, author, reason) VALUES (2,1,REPEAT('a',64),?,'x','x')",
                Json.write(forged)));

        await().untilAsserted(() -> assertThat(proxy.row().refusal()).contains("does not descend"));
    }

    @Test
    void whereNoInstanceTakesConnectionsItIsA502AndAnotherInstanceIsTried() {
        house.startPhase();
        RunningProxy proxy = house.proxy();
        store(document -> document.withUpstream(
                RoutingDocument.MONOLITH, List.of("http://127.0.0.1:1", house.monolith.baseUrl())));
        await().until(() -> proxy.row().revision() == 2);
        for (int i = 0; i < 4; i++) {
            assertThat(proxy.post(MEMBER, "{}").statusCode()).isEqualTo(200);
        }

        store(document -> document.withUpstream(RoutingDocument.MONOLITH, List.of("http://127.0.0.1:1")));
        await().until(() -> proxy.row().revision() == 3);
        HttpResponse<String> answer = proxy.post(MEMBER, "{}");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("nothing was sent");
    }

    private static RoutingDocument split(RoutingDocument document, int split) {
        PhaseRouting payments = document.phases().get("payments");
        return document.withPhase("payments", payments.withShift(split, null));
    }

    private void store(java.util.function.UnaryOperator<RoutingDocument> change) {
        Revision newest = house.revisions.newest();
        house.store.transaction(handle -> dev.banyan.control.routing.Revisions.append(
                handle, newest, change.apply(newest.document()), "test", "test", null));
    }
}
