package dev.banyan.sync.stream;

import dev.banyan.sync.apply.Applying;
import dev.banyan.sync.database.Database;
import dev.banyan.sync.mapping.RowMapping;
import dev.banyan.sync.position.HistoryRecords;
import dev.banyan.sync.position.Position;
import java.util.List;
import java.util.function.Supplier;

/**
 * A stream that is ready to run.
 *
 * @param rowByRow whether each row is handed on by itself as it comes; else whole transactions are, as records say where each of the server
 *     begins and ends
 * @param history what Debezium knows of the source's tables
 * @param position as taken over for this run
 * @param applying makes what the records go to
 */
record Ready(
        Database source,
        boolean sourceIsMariaDb,
        boolean rowByRow,
        HistoryRecords history,
        Position position,
        List<RowMapping> mappings,
        Supplier<Applying> applying) {
    Ready {
        mappings = List.copyOf(mappings);
    }
}
