package dev.banyan.search.indexing;

import dev.banyan.kit.web.Problem;
import dev.banyan.search.documents.Origin;
import dev.banyan.search.documents.Origins;
import dev.banyan.search.indexing.Indexing.Built;
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
    private final Origins origins;
    private final ReentrantLock running = new ReentrantLock();

    Reindex(Indexing indexing, Origins origins) {
        this.indexing = indexing;
        this.origins = origins;
    }

    /** The index that is searched now, and what it is made of. */
    public record Done(String index, Origin of) {}

    /**
     * Returns when searches go to the new index. One that failed on the way, or whose process died, is gone on with when it is
     * asked for again.
     *
     * @param of what it is made of from now on; null: what the present one is made of
     */
    public Done run(@Nullable Origin of) {
        if (!running.tryLock()) {
            throw Problem.conflict("A new index is being built already");
        }
        try {
            if (of != null) {
                origins.check(of);
            }
            Built building = indexing.beginBuilding(of);
            @Nullable Long last = 0L;
            while (last != null) {
                last = indexing.copyAfter(last, building);
            }
            indexing.takeOver(building).ifPresent(indexing::drop);
            return new Done(building.index(), building.of());
        } finally {
            running.unlock();
        }
    }
}
