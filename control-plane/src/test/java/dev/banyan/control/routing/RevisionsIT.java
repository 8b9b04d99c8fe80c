package dev.banyan.control.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.banyan.control.store.ControlStoreServer;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RevisionsIT {
    private static final ControlStoreServer SERVER = new ControlStoreServer();
    private final Revisions revisions = new Revisions(SERVER.store());

    @BeforeEach
    void empty() {
        SERVER.reset();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void startsWithNothingRouted() {
        assertThat(revisions.newest()).isEqualTo(Revision.NONE);
    }

    @Test
    void chainsRevisionsByHash() {
        Revision first = revisions.change("kim", "start", document -> Documents.withPayments(0));
        Revision second =
                revisions.change("kim", "moved", document -> document.withUpstream("payment", List.of("http://p2")));

        assertThat(second.parent()).isEqualTo(first.number());
        assertThat(second.hash()).isNotEqualTo(first.hash());
        assertThat(revisions.newest().document().upstreams()).containsEntry("payment", List.of("http://p2"));
        assertThat(revisions.find(first.number())).map(Revision::hash).contains(first.hash());
    }

    @Test
    void theNewestNumberIsThatOfTheLastRevision() {
        assertThat(revisions.newestNumber()).isZero();

        chainOfThree();

        assertThat(revisions.newestNumber()).isEqualTo(3);
    }

    @Test
    void whatComesAfterARevisionIsInOrderAndLeadsToTheNewest() {
        List<Revision> chain = chainOfThree();

        assertThat(revisions.after(Revision.NONE)).extracting(Revision::hash).isEqualTo(hashes(chain));
        assertThat(revisions.after(chain.get(0))).extracting(Revision::hash).isEqualTo(hashes(chain.subList(1, 3)));
        assertThat(revisions.after(chain.get(2))).isEmpty();
    }

    @Test
    void aRevisionOfAnotherChainHasNothingAfterIt() {
        Revision own = chainOfThree().get(1);
        SERVER.server().execute("UPDATE banyan.revision SET hash = REPEAT('f', 64) WHERE number = 2");

        assertThatThrownBy(() -> revisions.after(own))
                .isInstanceOf(NotDescendedException.class)
                .hasMessageContaining("revision 2 is another one");
    }

    @Test
    void aRevisionThatTheStoreLostHasNothingAfterIt() {
        Revision own = chainOfThree().get(2);
        SERVER.server().execute("DELETE FROM banyan.revision WHERE number = 3");

        assertThatThrownBy(() -> revisions.after(own))
                .isInstanceOf(NotDescendedException.class)
                .hasMessageContaining("does not know revision 3");
    }

    @Test
    void aGapInTheChainIsNotPassedOver() {
        Revision own = chainOfThree().get(0);
        SERVER.server().execute("DELETE FROM banyan.revision WHERE number = 2");

        assertThatThrownBy(() -> revisions.after(own))
                .isInstanceOf(NotDescendedException.class)
                .hasMessageContaining("Revision 3 of the control store does not descend from revision 1");
    }

    @Test
    void aDocumentThatWasChangedAfterItWasStoredIsNotFollowed() {
        Revision own = chainOfThree().get(0);
        SERVER.server().execute("UPDATE banyan.revision SET document = REPLACE(document, 'http://p2', 'http://evil')");

        assertThatThrownBy(() -> revisions.after(own))
                .isInstanceOf(NotDescendedException.class)
                .hasMessageContaining("Revision 2 of the control store does not descend from revision 1");
    }

    @Test
    void refusesToMoveAnOwnerWithoutAShift() {
        revisions.change("kim", "start", document -> Documents.withPayments(0));

        assertThatThrownBy(() -> revisions.change("kim", "cheat", document -> Documents.withPayments(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("banyan phase shift");
        assertThat(revisions.newest().number()).isEqualTo(1);
    }

    @Test
    void rebasesConcurrentChangesWithoutLosingOne() throws Exception {
        revisions.change("kim", "start", document -> Documents.withPayments(0));
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Callable<Revision>> changes = IntStream.range(0, 12)
                .<Callable<Revision>>mapToObj(i -> () -> revisions.change(
                        "kim", "add " + i, document -> document.withUpstream("service-" + i, List.of("http://s" + i))))
                .toList();

        for (var done : pool.invokeAll(changes)) {
            done.get();
        }
        pool.shutdown();

        assertThat(revisions.newest().number()).isEqualTo(13);
        assertThat(revisions.newest().document().upstreams()).hasSize(14);
    }

    private List<Revision> chainOfThree() {
        return List.of(
                revisions.change("kim", "start", document -> Documents.withPayments(0)),
                revisions.change("kim", "moved", document -> document.withUpstream("payment", List.of("http://p2"))),
                revisions.change("kim", "more", document -> document.withUpstream("menu", List.of("http://m2"))));
    }

    private static List<String> hashes(List<Revision> chain) {
        return chain.stream().map(Revision::hash).toList();
    }
}
