package dev.banyan.sync.stream;

import dev.banyan.control.config.EventSettings;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.schema.FeedPlan;
import dev.banyan.control.schema.OutboxShape;
import dev.banyan.control.schema.PhasePlan;
import dev.banyan.control.schema.SchemaReader;
import dev.banyan.control.schema.SchemaShape;
import dev.banyan.control.schema.ServerVersion;
import dev.banyan.control.stream.Direction;
import dev.banyan.sync.apply.StreamHaltedException;
import dev.banyan.sync.database.Database;
import dev.banyan.sync.mapping.RowMapping;
import dev.banyan.sync.outbox.EventTransport;
import dev.banyan.sync.outbox.OutboxPublisher;
import dev.banyan.sync.outbox.SourcePlaces;
import dev.banyan.sync.position.Bookkeeping;
import dev.banyan.sync.position.HistoryRecords;
import dev.banyan.sync.position.Position;
import dev.banyan.sync.position.Position.Snapshot;
import dev.banyan.sync.position.Positions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must be there before an outbox is published: bookkeeping beside it, and a table that holds events. */
final class OutboxPreparation implements Preparing {
    private final StreamId id;
    private final Database source;
    private final @Nullable EventSettings events;

    /** @param events null where the configuration has none */
    OutboxPreparation(StreamId id, Database source, @Nullable EventSettings events) {
        this.id = id;
        this.source = source;
        this.events = events;
    }

    @Override
    public Ready prepare(Phase phase, boolean acceptSchemaChange) throws SQLException {
        EventSettings to = events;
        if (to == null) {
            throw new StreamHaltedException("Phase '" + phase.name()
                    + "' publishes an outbox, but sync was started with a migration.yaml without 'events'. Add it there and"
                    + " start sync again.");
        }
        Bookkeeping.install(source);
        try (Connection connection = source.connect()) {
            List<RowMapping> mappings = mappings(connection, phase);
            Positions.create(connection, id.text(), 0, Snapshot.RUNNING);
            Position position = Positions.takeOver(connection, id.text());
            boolean copying = position.snapshot() != Snapshot.DONE;
            if (copying) {
                Bookkeeping.forgetSchemaHistory(connection, id.text());
            }
            HistoryRecords history = new HistoryRecords(source, id.text(), false, copying);
            TableMapping outbox = phase.definition().tables().get(0);
            return new Ready(
                    source,
                    ServerVersion.of(connection).mariaDb(),
                    true,
                    history,
                    position,
                    mappings,
                    () -> new OutboxPublisher(
                            outbox.from(),
                            EventTransport.publisher(to, phase.name()),
                            new SourcePlaces(source, history),
                            position,
                            acceptSchemaChange));
        }
    }

    private List<RowMapping> mappings(Connection connection, Phase phase) throws SQLException {
        SchemaShape schema = SchemaReader.read(connection, source.schema());
        List<String> problems =
                OutboxShape.problems(phase.definition().tables().get(0).from(), schema);
        if (!problems.isEmpty()) {
            throw new StreamHaltedException(String.join(" ", problems));
        }
        PhasePlan.Resolution resolution = FeedPlan.resolve(phase.definition(), schema);
        PhasePlan plan = resolution.plan();
        if (plan == null) {
            throw new StreamHaltedException(String.join(" ", resolution.problems()));
        }
        return plan.tables().stream()
                .map(table -> RowMapping.of(phase.name(), table, Direction.FORWARD, null))
                .toList();
    }
}
