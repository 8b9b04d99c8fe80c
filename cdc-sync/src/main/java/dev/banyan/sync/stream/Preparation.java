package dev.banyan.sync.stream;

import static dev.banyan.sync.mapping.StoredRows.quoted;

import dev.banyan.control.phase.Phase;
import dev.banyan.control.schema.LaterColumns;
import dev.banyan.control.schema.PhasePlan;
import dev.banyan.control.schema.SchemaReader;
import dev.banyan.control.schema.SchemaShape;
import dev.banyan.control.schema.ServerVersion;
import dev.banyan.control.schema.TablePlan;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.writers.WriterSwitch;
import dev.banyan.sync.apply.Applier;
import dev.banyan.sync.apply.ApplierSetup;
import dev.banyan.sync.apply.StreamHaltedException;
import dev.banyan.sync.apply.Travelling;
import dev.banyan.sync.database.Database;
import dev.banyan.sync.fence.ShiftOutcomes;
import dev.banyan.sync.mapping.RowMapping;
import dev.banyan.sync.position.Bookkeeping;
import dev.banyan.sync.position.HistoryRecords;
import dev.banyan.sync.position.Position;
import dev.banyan.sync.position.Position.Snapshot;
import dev.banyan.sync.position.Positions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What must be there before a stream can run: bookkeeping in both databases, mappings that fit, a position. */
final class Preparation {
    private final StreamId id;
    private final Phase phase;
    private final Database source;
    private final Database target;

    Preparation(StreamId id, Phase phase, Database monolith, Database service) {
        this.id = id;
        this.phase = phase;
        this.source = id.direction() == Direction.FORWARD ? monolith : service;
        this.target = id.direction() == Direction.FORWARD ? service : monolith;
    }

    /**
     * Prepares and takes the stream over.
     *
     * @throws StreamHaltedException when somebody must mend something first
     */
    Ready prepare(ShiftOutcomes outcomes, boolean acceptSchemaChange) throws SQLException {
        try (Connection sourceConnection = source.connect();
                Connection targetConnection = target.connect()) {
            Bookkeeping.install(source);
            Bookkeeping.install(target);
            List<RowMapping> mappings = mappings(sourceConnection, targetConnection);
            Position position = position(targetConnection, mappings);
            ApplierSetup setup = new ApplierSetup(
                    phase.definition(),
                    id.direction(),
                    id.text(),
                    id.opposite().text(),
                    source,
                    target,
                    ServerVersion.of(targetConnection).mariaDb(),
                    mappings,
                    outcomes);
            return new Ready(
                    source,
                    ServerVersion.of(sourceConnection).mariaDb(),
                    false,
                    new HistoryRecords(target, id.text(), phase.definition().relocation(), false),
                    position,
                    mappings,
                    () -> new Applier(setup, position, acceptSchemaChange));
        }
    }

    private List<RowMapping> mappings(Connection sourceConnection, Connection targetConnection) throws SQLException {
        boolean forward = id.direction() == Direction.FORWARD;
        SchemaShape from = SchemaReader.read(sourceConnection, source.schema());
        SchemaShape to = SchemaReader.read(targetConnection, target.schema());
        PhasePlan.Resolution resolution = LaterColumns.resolveWithout(
                Travelling.with(phase.definition()), forward ? from : to, forward ? to : from);
        PhasePlan plan = resolution.plan();
        if (plan == null) {
            throw new StreamHaltedException(String.join(" ", resolution.problems()));
        }
        return plan.tables().stream()
                .map((TablePlan table) -> RowMapping.of(phase.name(), table, id.direction(), phase.keyRule()))
                .toList();
    }

    private Position position(Connection connection, List<RowMapping> mappings) throws SQLException {
        boolean forward = id.direction() == Direction.FORWARD;
        Positions.create(connection, id.text(), phase.split(), forward ? Snapshot.NONE : Snapshot.DONE);
        Position position = takeOver(connection);
        if (position.snapshot() == Snapshot.DONE) {
            return position;
        }
        if (position.snapshot() == Snapshot.NONE) {
            refuseRows(connection, mappings);
        } else {
            clear(connection, mappings);
        }
        Bookkeeping.forgetSchemaHistory(connection, id.text());
        return Positions.advance(connection, position, position.with(Snapshot.RUNNING));
    }

    private Position takeOver(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            Position position = Positions.takeOver(connection, id.text());
            if (!phase.definition().relocation() && WriterSwitch.allRefusedUntilCommit(connection)) {
                throw new IllegalStateException(
                        "Database " + target.name() + " is being left, or was: nothing is applied there any more.");
            }
            connection.commit();
            return position;
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private void refuseRows(Connection connection, List<RowMapping> mappings) throws SQLException {
        for (RowMapping mapping : mappings) {
            String table = mapping.target().name();
            long rows = Travelling.ours(table) ? 0 : count(connection, table);
            if (rows > 0) {
                throw new StreamHaltedException("Table " + table + " of " + target.name() + " holds " + rows
                        + " rows already, so the first copy would mix with them. Empty it (DELETE FROM " + table
                        + ") if they are not needed, then pause and resume the stream.");
            }
        }
    }

    /** What an interrupted first copy left is the monolith's alone, as long as the service owns nothing. */
    private void clear(Connection connection, List<RowMapping> mappings) throws SQLException {
        if (phase.split() != 0) {
            throw new StreamHaltedException("The first copy of " + id.phase()
                    + " was interrupted, but the service owns rows already. Roll back first: banyan phase rollback "
                    + id.phase());
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION foreign_key_checks = 0");
            statement.execute(
                    "SET @banyan_apply = 1" + (phase.definition().relocation() ? ", @banyan_relocation = 1" : ""));
            for (RowMapping mapping : mappings) {
                int deleted;
                do {
                    String table = mapping.target().name();
                    String others = Travelling.ours(table) ? " WHERE stream_name NOT LIKE '" + id.phase() + ".%'" : "";
                    deleted = statement.executeUpdate("DELETE FROM " + quoted(table) + others + " LIMIT 10000");
                } while (deleted > 0);
            }
        }
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery("SELECT COUNT(*) FROM " + quoted(table))) {
            rs.next();
            return rs.getLong(1);
        }
    }
}
