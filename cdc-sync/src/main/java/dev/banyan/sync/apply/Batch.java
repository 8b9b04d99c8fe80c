package dev.banyan.sync.apply;

import dev.banyan.control.fence.Fence;
import dev.banyan.sync.change.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Source transactions gathered for one target transaction. */
final class Batch {
    final List<Change> changes = new ArrayList<>();
    final List<Fence> fences = new ArrayList<>();

    @Nullable
    Map<String, Object> place;

    boolean snapshot;
    boolean snapshotEnds;
    long heartbeatMillis = -1;

    /** Whether there is anything that must be committed now. */
    boolean matters() {
        return !changes.isEmpty() || !fences.isEmpty() || snapshotEnds || heartbeatMillis >= 0;
    }
}
