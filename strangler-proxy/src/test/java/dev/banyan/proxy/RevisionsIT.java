package dev.banyan.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.routing.RoutingDocument;
import dev.banyan.control.store.Json;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revisions that a proxy follows, and those that it does not. */
class RevisionsIT {
    private static final String MEMBER = House.member(true, 5_000, 0);

    @TempDir
    static Path folder;

    private static House house;
    private static RunningProxy proxy;
    private Revision before = Revision.NONE;

    @BeforeAll
    static void start() {
        house = new House(folder);
        house.startPhase();
        proxy = house.proxy();
    }

    @BeforeEach
    void read() {
        before = house.revisions.newest();
    }

    /** Takes back what the proxy did not follow, and gives it a revision that it does. */
    @AfterEach
    void mend() {
        long followed = proxy.row().revision();
        house.store.transaction(handle -> handle.execute("DELETE FROM revision WHERE number > ?", followed));
        setHash(before.hash());
        store(document -> document.withUpstream(RoutingDocument.MONOLITH, List.of(house.monolith.baseUrl())));
        await().until(() -> proxy.row().revision() == house.revisions.newestNumber()
                && proxy.row().refusal() == null);
    }

    @AfterAll
    static void stop() {
        house.close();
    }

    @Test
    void aRevisionThatMovesOwnersWithoutAShiftIsRefused() {
        store(document -> split(document, 5_000));

        await().untilAsserted(() ->
                assertThat(proxy.row().refusal()).contains("split of payments: 0 -> 5000", "without a shift"));
        assertThat(proxy.row().revision()).isEqualTo(before.number());
        assertThat(proxy.post(MEMBER, "{}").body()).isEqualTo("monolith");
    }

    @Test
    void aRevisionThatCannotBeBuiltIsRefused() {
        store(document -> document.withUpstream("payment", List.of()));

        await().untilAsserted(() -> assertThat(proxy.row().refusal()).contains("Upstream 'payment' has no address"));
        store(document -> document.withUpstream("payment", List.of(house.service.baseUrl())));

        await().until(() -> proxy.row().revision() == before.number() + 2);
        assertThat(proxy.row().refusal()).isNull();
    }

    @Test
    void aStoreWithAnotherChainIsRefused() {
        setHash("f".repeat(64));
        store(document -> document.withUpstream("other", List.of("http://127.0.0.1:1")));

        await().untilAsserted(() -> assertThat(proxy.row().refusal()).contains("is another one"));
        assertThat(proxy.row().revision()).isEqualTo(before.number());
    }

    @Test
    void aStoredDocumentThatWasTamperedWithIsRefused() {
        RoutingDocument forged = house.revisions.newest().document().withUpstream("x", List.of("http://127.0.0.1:1"));
        house.store.transaction(handle -> handle.execute(
                "INSERT INTO revision (number, parent, hash, document, author, reason) VALUES (?,?,REPEAT('a',64),?,'x','x')",
                before.number() + 1,
                before.number(),
                Json.write(forged)));

        await().untilAsserted(() -> assertThat(proxy.row().refusal()).contains("does not descend"));
    }

    @Test
    void whereNoInstanceTakesConnectionsItIsA502AndAnotherInstanceIsTried() {
        store(document -> document.withUpstream(
                RoutingDocument.MONOLITH, List.of("http://127.0.0.1:1", house.monolith.baseUrl())));
        await().until(() -> proxy.row().revision() == before.number() + 1);
        for (int i = 0; i < 4; i++) {
            assertThat(proxy.post(MEMBER, "{}").statusCode()).isEqualTo(200);
        }

        store(document -> document.withUpstream(RoutingDocument.MONOLITH, List.of("http://127.0.0.1:1")));
        await().until(() -> proxy.row().revision() == before.number() + 2);
        HttpResponse<String> answer = proxy.post(MEMBER, "{}");
        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("nothing was sent");
    }

    private static RoutingDocument split(RoutingDocument document, int split) {
        PhaseRouting payments = document.phases().get("payments");
        return document.withPhase("payments", payments.withShift(split, null));
    }

    private void setHash(String hash) {
        house.store.transaction(
                handle -> handle.execute("UPDATE revision SET hash = ? WHERE number = ?", hash, before.number()));
    }

    private void store(UnaryOperator<RoutingDocument> change) {
        Revision newest = house.revisions.newest();
        house.store.transaction(
                handle -> Revisions.append(handle, newest, change.apply(newest.document()), "test", "test", null));
    }
}
