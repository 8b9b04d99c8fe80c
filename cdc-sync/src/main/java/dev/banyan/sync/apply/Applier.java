package dev.banyan.sync.apply;

import dev.banyan.control.config.PhaseDefinition.Ids;
import dev.banyan.control.fence.Fence;
import dev.banyan.control.fence.FenceTable;
import dev.banyan.control.store.Json;
import dev.banyan.control.stream.Direction;
import dev.banyan.sync.change.Change;
import dev.banyan.sync.change.SourceEvent;
import dev.banyan.sync.change.SourceReader;
import dev.banyan.sync.conflict.Conflicts;
import dev.banyan.sync.database.Fault;
import dev.banyan.sync.mapping.DataFault;
import dev.banyan.sync.mapping.RowMapping;
import dev.banyan.sync.position.Position;
import dev.banyan.sync.position.Position.Pending;
import dev.banyan.sync.position.Position.Snapshot;
import dev.banyan.sync.position.Positions;
import dev.banyan.sync.quarantine.Quarantine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies a stream's records to its target: whole source transactions, several to one target transaction, the position
 * first. Knows nothing of where records come from. One thread applies; the read-outs may be called by any.
 */
public final class Applier implements Applying {
    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);
    private static final int LARGEST_BATCH = 5_000;
    private static final long SAVE_ECHOES_NANOS = 10_000_000_000L;
    private static final long IDLE_WORK_NANOS = 200_000_000L;

    private final ApplierSetup setup;
    private final Map<String, TargetTable> tables = new LinkedHashMap<>();
    private final Intake intake;
    private final TargetSession session;
    private final Judge judge;
    private final Fast fast;
    private final Careful careful;
    private final Quarantine quarantine;
    private final SendBack sendBack;
    private final SchemaWatch schemaWatch;
    private final Boundary boundary;
    private final Fences fences;
    private Batch batch = new Batch();
    private long savedAt = System.nanoTime();
    private long idleAt = System.nanoTime();
    private boolean recount = true;
    private volatile ApplierStatus status;

    /**
     * @param position as taken over for this run
     * @param acceptSchemaChange whether the first schema change that would halt the stream is let through
     */
    public Applier(ApplierSetup setup, Position position, boolean acceptSchemaChange) {
        this.setup = setup;
        boolean utc = setup.mappings().stream().anyMatch(RowMapping::needsUtc);
        Map<String, RowMapping> mappings = new LinkedHashMap<>();
        for (RowMapping mapping : setup.mappings()) {
            tables.put(mapping.source().name(), new TargetTable(mapping, setup.targetIsMariaDb()));
            mappings.put(mapping.source().name(), mapping);
        }
        SourceReader reader = SourceReader.ofTransactions(
                position.place() == null && position.snapshot() != Snapshot.DONE, this::echo, tables::containsKey);
        intake = new Intake(setup.stream(), reader, acceptSchemaChange);
        boolean relocation = setup.phase().relocation();
        session = new TargetSession(setup.target(), utc, relocation, position);
        boundary = new Boundary(setup, session);
        fences = new Fences(setup.phase().name(), setup.direction().source());
        judge = new Judge(setup.direction());
        fast = new Fast(tables);
        quarantine = new Quarantine(setup.stream(), relocation);
        careful = new Careful(setup.stream(), relocation, setup.phase().conflicts(), judge, tables, quarantine);
        sendBack = new SendBack(setup.source(), setup.opposite(), tables, session);
        schemaWatch = new SchemaWatch(mappings, relocation, "new columns are not synchronised");
        status = new ApplierStatus(position, -1, 0, 0, 0);
    }

    /** @throws dev.banyan.sync.position.PositionLostException when another process took the stream */
    @Override
    public void apply(List<SourceRecord> records) throws InterruptedException {
        for (SourceEvent event : intake.read(records)) {
            take(event);
        }
        flush();
    }

    @Override
    public void idle() throws InterruptedException {
        long now = System.nanoTime();
        if (now - idleAt < IDLE_WORK_NANOS) {
            return;
        }
        idleAt = now;
        if (session.position().pending() != null) {
            boundary.resolve(false);
            status = status.with(session.position(), status.heartbeatMillis());
        }
        if (status.heartbeatMillis() >= 0) {
            sendBack.run(status.heartbeatMillis());
        }
        if (recount) {
            recount();
        }
    }

    /** Tries quarantined changes again: one and those behind it, or all. @return the result as JSON */
    public String retryQuarantine(@Nullable Long id) throws InterruptedException {
        recount = true;
        return new QuarantineWork(session, boundary, quarantine, careful, tables).retry(id);
    }

    /** Gives a quarantined change up. @return the result as JSON */
    public String dropQuarantined(long id) throws InterruptedException {
        recount = true;
        return new QuarantineWork(session, boundary, quarantine, careful, tables).drop(id);
    }

    @Override
    public ApplierStatus status() {
        return status;
    }

    @Override
    public String message() {
        String trouble = session.trouble();
        return !trouble.isEmpty() ? trouble : !boundary.waiting().isEmpty() ? boundary.waiting() : intake.notice();
    }

    private boolean echo(Change change) {
        return change.table().equals(Positions.TABLE)
                && setup.opposite().equals(change.row().text("stream_name"));
    }

    private void take(SourceEvent event) throws InterruptedException {
        if (event instanceof SourceEvent.SnapshotRow row) {
            batch.snapshot = true;
            if (travels(row.change())) {
                batch.changes.add(row.change());
            }
        } else if (event instanceof SourceEvent.SnapshotEnd end) {
            flush();
            batch.snapshotEnds = true;
            batch.place = end.offset();
            flush();
        } else if (event instanceof SourceEvent.Transaction transaction) {
            transaction(transaction);
        } else if (event instanceof SourceEvent.SchemaChange change) {
            flush();
            intake.passes(change, schemaWatch, session.position().snapshot());
        }
        if (batch.changes.size() >= LARGEST_BATCH || !batch.fences.isEmpty()) {
            flush();
        }
    }

    private void transaction(SourceEvent.Transaction transaction) throws InterruptedException {
        Pending pending = session.position().pending();
        if (pending != null && transaction.changes().stream().anyMatch(change -> open(change, pending))) {
            flush();
            boundary.resolve(true);
        }
        for (Change change : transaction.changes()) {
            if (change.table().equals(FenceTable.NAME)) {
                fences.read(change).ifPresent(batch.fences::add);
            } else if (Intake.heartbeat(change)) {
                long own = intake.heartbeatMillis(change);
                batch.heartbeatMillis = own >= 0 ? own : batch.heartbeatMillis;
            } else if (travels(change)) {
                batch.changes.add(change);
            }
        }
        batch.place = transaction.offset();
    }

    private boolean travels(Change change) {
        return tables.containsKey(change.table())
                && !Travelling.stays(setup.phase().name(), change);
    }

    private boolean open(Change change, Pending pending) {
        TargetTable table = tables.get(change.table());
        return table != null && travels(change) && Judge.open(table.mapping(), change, pending);
    }

    private void flush() throws InterruptedException {
        Batch now = batch;
        boolean saveAnyway = now.place != null && System.nanoTime() - savedAt > SAVE_ECHOES_NANOS;
        if (!now.matters() && !saveAnyway) {
            return;
        }
        if (recount) {
            recount();
        }
        Position to = destination(now);
        int owners = now.changes.isEmpty() ? to.split() : boundary.split(to);
        boolean quick = quick(now, owners);
        if (!quick || !session.transact(to, connection -> quickly(connection, now))) {
            recount = true;
            session.transact(to, connection -> {
                quarantine.load(connection);
                careful.apply(connection, now.changes, owners);
                fences.write(connection, now.fences);
                return true;
            });
        }
        batch = new Batch();
        savedAt = System.nanoTime();
        long heartbeat = now.heartbeatMillis >= 0 ? now.heartbeatMillis : status.heartbeatMillis();
        status = status.with(session.position(), heartbeat);
    }

    private Position destination(Batch now) throws InterruptedException {
        for (Fence fence : now.fences) {
            if (fence.shift() > 0 && session.position().pending() != null) {
                boundary.resolve(true); // a later shift's fence: the earlier one has ended
            }
        }
        Position to = session.position();
        if (now.place != null) {
            to = to.at(Json.write(now.place));
        }
        if (now.snapshotEnds) {
            to = to.with(Snapshot.DONE);
        }
        for (Fence fence : now.fences) {
            if (fence.shift() > 0) {
                Pending pending = boundary.pending(fence.shift());
                to = pending == null ? to : to.withOwners(pending.from(), pending);
            }
        }
        return to.plus(now.changes.size(), now.snapshot ? 0 : wrongIds(now));
    }

    /** Whether every row is the source side's own, and none of them waits in quarantine. */
    private boolean quick(Batch now, int split) {
        for (Change change : now.changes) {
            RowMapping mapping =
                    java.util.Objects.requireNonNull(tables.get(change.table())).mapping();
            if (judge.bypass(mapping, change, split)) {
                return false;
            }
        }
        return status.quarantined() == 0 && !recount;
    }

    private boolean quickly(Connection connection, Batch now) throws SQLException {
        if (now.changes.isEmpty()) {
            fences.write(connection, now.fences);
            return true;
        }
        try {
            foreignKeyChecks(connection, !now.snapshot);
            fast.apply(connection, now.changes);
            fences.write(connection, now.fences);
            return true;
        } catch (Fast.SurpriseException | DataFault e) {
            LOG.debug("{}: row by row: {}", setup.stream(), e.getMessage());
            return false;
        } catch (SQLException e) {
            if (Fault.of(e) == Fault.DATA) {
                LOG.debug("{}: row by row: {}", setup.stream(), e.getMessage());
                return false;
            }
            throw e;
        } finally {
            foreignKeyChecks(connection, true);
        }
    }

    private boolean checksOff;

    /** The first copy brings tables one after the other, children perhaps first. */
    private void foreignKeyChecks(Connection connection, boolean on) throws SQLException {
        if (on && !checksOff) {
            return;
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION foreign_key_checks = " + (on ? 1 : 0));
        }
        checksOff = !on;
    }

    private long wrongIds(Batch now) {
        if (setup.phase().ids() != Ids.INTERLEAVE) {
            return 0;
        }
        long parity = setup.direction() == Direction.FORWARD ? 1 : 0;
        return now.changes.stream()
                .filter(change -> change.kind() == Change.Kind.INSERT)
                .filter(change -> java.util.Objects.requireNonNull(tables.get(change.table()))
                        .mapping()
                        .generatedId()
                        .map(id -> Math.floorMod(change.newRow().number(id), 2) != parity)
                        .orElse(false))
                .count();
    }

    private void recount() {
        Conflicts.Counts counts = session.read(connection -> {
            quarantine.load(connection);
            return Conflicts.count(connection, setup.stream());
        });
        if (counts != null) {
            recount = false;
            status = status.with(quarantine.size(), counts);
        }
    }

    @Override
    public void close() {
        sendBack.close();
        session.close();
    }
}
