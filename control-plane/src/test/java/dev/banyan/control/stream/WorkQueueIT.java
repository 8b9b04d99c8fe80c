package dev.banyan.control.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.control.store.ControlStoreServer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkQueueIT {
    private static final ControlStoreServer SERVER = new ControlStoreServer();
    private final WorkQueue queue = new WorkQueue(SERVER.store());

    @BeforeEach
    void empty() {
        SERVER.reset();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void workIsTakenOnceInOrder() {
        long first = queue.ask(WorkKind.VERIFY, "payments", Map.of("table", "payments"), "kim");
        long second = queue.ask(WorkKind.QUARANTINE_RETRY, "payments", Map.of(), "kim");

        assertThat(queue.claim("sync")).map(Work::id).contains(first);
        assertThat(queue.claim("sync")).map(Work::id).contains(second);
        assertThat(queue.claim("sync")).isEmpty();
        assertThat(queue.find(first).orElseThrow().arguments()).isEqualTo(Map.of("table", "payments"));
    }

    @Test
    void workOfADeadProcessIsTakenAgain() {
        long id = queue.ask(WorkKind.VERIFY, "payments", Map.of(), "kim");
        queue.claim("first");

        queue.reclaim();

        assertThat(queue.claim("second")).map(Work::id).contains(id);
    }

    @Test
    void carriesTheResult() {
        long id = queue.ask(WorkKind.VERIFY, "payments", Map.of(), "kim");
        queue.progress(id, "half");
        queue.finish(id, false, "The stream is paused.");

        Work work = queue.find(id).orElseThrow();
        assertThat(work.state()).isEqualTo(Work.State.FAILED);
        assertThat(work.progress()).isEqualTo("half");
        assertThat(work.result()).isEqualTo("The stream is paused.");
    }
}
