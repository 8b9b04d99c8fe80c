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
}
