package dev.banyan.sync.apply;

import dev.banyan.control.fence.Fence;
import dev.banyan.control.fence.FenceTable;
import dev.banyan.control.routing.Owner;
import dev.banyan.sync.change.Change;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Carries a stream's fence rows over. Fences that only measure are of no use once somebody has seen them, so each one that
 * is written takes the phase's old ones of that database with it. Both streams do so, each under its marker, and neither
 * carries the removal of a fence.
 */
final class Fences {
    private static final String INSERT =
            "INSERT IGNORE INTO " + FenceTable.NAME + " (id, shift_id, phase, origin) VALUES (?,?,?,?)";
    private static final String PRUNE = "DELETE FROM " + FenceTable.NAME
            + " WHERE shift_id = 0 AND phase = ? AND written_at < CURRENT_TIMESTAMP(3) - INTERVAL 1 HOUR";

    private final String phase;
    private final Owner side;

    /** @param side the side that the stream comes from */
    Fences(String phase, Owner side) {
        this.phase = phase;
        this.side = side;
    }

    /** The fence that a change of the table sends through this stream; empty when it is none of its own. */
    Optional<Fence> read(Change change) {
        if (change.kind() != Change.Kind.INSERT
                || !phase.equals(change.row().text("phase"))
                || !side.name().equals(change.row().text("origin"))) {
            return Optional.empty();
        }
        return Optional.of(
                new Fence(String.valueOf(change.row().text("id")), change.row().number("shift_id"), phase, side));
    }

    /** Writes fences into the target, inside the caller's transaction. */
    void write(Connection connection, List<Fence> fences) throws SQLException {
        for (Fence fence : fences) {
            try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setString(1, fence.id());
                insert.setLong(2, fence.shift());
                insert.setString(3, fence.phase());
                insert.setString(4, fence.origin().name());
                insert.executeUpdate();
            }
        }
        // Never while a shift waits for its fence.
        if (!fences.isEmpty() && fences.stream().allMatch(fence -> fence.shift() == 0)) {
            try (PreparedStatement prune = connection.prepareStatement(PRUNE)) {
                prune.setString(1, phase);
                prune.executeUpdate();
            }
        }
    }
}
