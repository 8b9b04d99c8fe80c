package dev.banyan.kit.feed;

import dev.banyan.kit.feed.FeedPosition.Copy;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table feed_position: one row per phase. */
final class FeedPositions {

    private final JdbcClient jdbc;

    FeedPositions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The row, locked until the transaction ends; empty before the first take-over. */
    Optional<FeedPosition> lock(String phase) {
        return jdbc.sql("SELECT epoch, position, snapshot, copy_epoch FROM feed_position WHERE phase = ? FOR UPDATE")
                .param(phase)
                .query((row, number) -> new FeedPosition(
                        row.getLong("epoch"),
                        row.getString("position"),
                        Copy.valueOf(row.getString("snapshot")),
                        row.getLong("copy_epoch")))
                .optional();
    }

    /** A first copy that was under way has no position any more: it begins again. */
    void raiseEpoch(String phase) {
        jdbc.sql(
                        "INSERT INTO feed_position (phase, epoch, position, snapshot, copy_epoch) VALUES (?, 1, NULL, 'NONE', 0)"
                                + " ON DUPLICATE KEY UPDATE epoch = epoch + 1, position = IF(snapshot = 'DONE', position, NULL)")
                .param(phase)
                .update();
    }

    void store(String phase, FeedPosition position) {
        jdbc.sql("UPDATE feed_position SET position = ?, snapshot = ?, copy_epoch = ? WHERE phase = ?")
                .param(position.position())
                .params(position.snapshot().name(), position.copyEpoch(), phase)
                .update();
    }
}
