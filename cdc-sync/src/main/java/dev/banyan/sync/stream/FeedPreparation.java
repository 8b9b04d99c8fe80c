package dev.banyan.sync.stream;

import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.Site;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.schema.FeedPlan;
import dev.banyan.control.schema.PhasePlan;
import dev.banyan.control.schema.SchemaReader;
import dev.banyan.control.schema.ServerVersion;
import dev.banyan.control.stream.Direction;
import dev.banyan.sync.apply.StreamHaltedException;
import dev.banyan.sync.database.Database;
import dev.banyan.sync.feed.FeedClient;
import dev.banyan.sync.feed.FeedClient.Standing;
import dev.banyan.sync.feed.FeedPublisher;
import dev.banyan.sync.feed.FeedRows;
import dev.banyan.sync.mapping.RowMapping;
import dev.banyan.sync.position.Bookkeeping;
import dev.banyan.sync.position.HistoryRecords;
import dev.banyan.sync.position.Position;
import dev.banyan.sync.position.Position.Snapshot;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What must be there before a feed can run: bookkeeping in the source, tables that fit, and the service's word where it
 * stands. Debezium's history of the tables is kept in the source, as the service's database is not for sync to see.
 */
final class FeedPreparation implements Preparing {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StreamId id;
    private final Database source;
    private final Site service;
    private final AtomicLong sent;

    /** @param sent rows of earlier runs */
    FeedPreparation(StreamId id, Database source, Site service, long sent) {
        this.id = id;
        this.source = source;
        this.service = service;
        this.sent = new AtomicLong(sent);
    }

    @Override
    public Ready prepare(Phase phase, boolean acceptSchemaChange) throws SQLException, InterruptedException {
        PhaseDefinition feed = phase.definition();
        Bookkeeping.install(source);
        try (Connection connection = source.connect()) {
            List<RowMapping> mappings = mappings(connection, phase);
            FeedClient client = new FeedClient(feed.service(), service, phase.name(), PATIENCE);
            Standing standing = client.takeOver();
            if (standing.snapshot() == Snapshot.DONE && !Bookkeeping.hasSchemaHistory(connection, id.text())) {
                standing = anew(phase, client, standing);
            }
            boolean done = standing.snapshot() == Snapshot.DONE;
            if (!done) {
                Bookkeeping.forgetSchemaHistory(connection, id.text());
            }
            Position position = new Position(
                    id.text(),
                    standing.epoch(),
                    0,
                    done ? standing.position() : null,
                    0,
                    null,
                    done ? Snapshot.DONE : Snapshot.RUNNING,
                    sent.get(),
                    0);
            HistoryRecords history = new HistoryRecords(source, id.text(), false, !done);
            return new Ready(
                    source,
                    ServerVersion.of(connection).mariaDb(),
                    false,
                    history,
                    position,
                    mappings,
                    () -> new FeedPublisher(
                            client,
                            position,
                            new FeedRows(mappings),
                            tables(phase, history),
                            sent,
                            acceptSchemaChange));
        }
    }

    /** The service stands where an earlier life of this phase left it: a phase that starts copies everything anew. */
    private Standing anew(Phase phase, FeedClient client, Standing standing) throws InterruptedException {
        if (phase.state() != PhaseState.SYNCING) {
            throw new StreamHaltedException("Service " + client.name() + " has a position of '" + id.phase()
                    + "', but " + source.name()
                    + " has lost banyan_schema_history, without which the stream can't go on"
                    + " from there. Put it back, then pause and resume the stream; or copy anew: banyan phase rollback "
                    + id.phase() + ", banyan phase cancel " + id.phase() + ", banyan phase start " + id.phase());
        }
        client.startOver(standing);
        Standing fresh = client.takeOver();
        if (fresh.snapshot() == Snapshot.DONE) {
            throw new StreamHaltedException(
                    "Service " + client.name() + " does not start over with '" + id.phase()
                            + "': it still says that its first copy is done. Empty its view, then pause and resume the stream.");
        }
        return fresh;
    }

    private List<RowMapping> mappings(Connection connection, Phase phase) throws SQLException {
        PhasePlan.Resolution resolution =
                FeedPlan.resolve(phase.definition(), SchemaReader.read(connection, source.schema()));
        PhasePlan plan = resolution.plan();
        if (plan == null) {
            throw new StreamHaltedException(String.join(" ", resolution.problems()));
        }
        return plan.tables().stream()
                .map(table -> RowMapping.of(phase.name(), table, Direction.FORWARD, phase.keyRule()))
                .toList();
    }

    private FeedPublisher.Tables tables(Phase phase, HistoryRecords history) {
        return new FeedPublisher.Tables() {
            @Override
            public FeedRows rows() throws SQLException {
                try (Connection connection = source.connect()) {
                    return new FeedRows(mappings(connection, phase));
                }
            }

            @Override
            public void copied() throws SQLException {
                history.release();
            }
        };
    }
}
