package dev.banyan.sync.outbox;

import dev.banyan.control.store.Json;
import dev.banyan.sync.database.Database;
import dev.banyan.sync.database.KeptConnection;
import dev.banyan.sync.position.HistoryRecords;
import dev.banyan.sync.position.Position;
import dev.banyan.sync.position.Position.Snapshot;
import dev.banyan.sync.position.Positions;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The position of an outbox stream, kept in the source: the transport could not keep it with what was published, and there it
 * is where the service's own backups are.
 */
public final class SourcePlaces implements AutoCloseable {
    private final KeptConnection connection;
    private final HistoryRecords history;

    /** @param history held back until the first copy ends, as that begins under a lock on the source */
    public SourcePlaces(Database source, HistoryRecords history) {
        this.connection = new KeptConnection(source::connect);
        this.history = history;
    }

    /**
     * Keeps how far all has been published.
     *
     * @param copied whether the first copy ended with it
     * @return the position as it is now
     */
    Position save(Position from, @Nullable Map<String, Object> place, long events, boolean copied) throws SQLException {
        if (copied) {
            history.release();
        }
        Position to = from.plus(events, 0);
        if (place != null) {
            to = to.at(Json.write(place));
        }
        try {
            return Positions.advance(connection.get(), from, copied ? to.with(Snapshot.DONE) : to);
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
