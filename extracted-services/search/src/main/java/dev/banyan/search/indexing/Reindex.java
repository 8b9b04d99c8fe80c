package dev.banyan.search.indexing;

import dev.banyan.kit.web.Problem;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Builds the index anew while changes and searches go on: from the moment it begins every change goes to the old index and
 * to the new one, versions keep the copy from overwriting them, and in the end searches go over at once.
 */
@Service
public class Reindex {

    private final Indexing indexing;
    private final ReentrantLock running = new ReentrantLock();

    Reindex(Indexing indexing) {
        this.indexing = indexing;
    }

    /** The index that is searched now. */
    public record Done(String index) {}

    /**
     * Returns when searches go to the new index. One that failed on the way, or whose process died, is gone on with when it is
     * asked for again.
     */
    public Done run() {
        if (!running.tryLock()) {
            throw Problem.conflict("A new index is being built already");
        }
        try {
            String building = indexing.beginBuilding();
            @Nullable Long last = 0L;
            while (last != null) {
                last = indexing.copyAfter(last, building);
            }
            indexing.takeOver(building).ifPresent(indexing::drop);
            return new Done(building);
        } finally {
            running.unlock();
        }
    }
}
