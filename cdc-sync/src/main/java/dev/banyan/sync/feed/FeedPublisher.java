package dev.banyan.sync.feed;

import dev.banyan.control.store.Json;
import dev.banyan.sync.apply.ApplierStatus;
import dev.banyan.sync.apply.Applying;
import dev.banyan.sync.apply.Intake;
import dev.banyan.sync.apply.SchemaWatch;
import dev.banyan.sync.apply.StreamHaltedException;
import dev.banyan.sync.change.Change;
import dev.banyan.sync.change.SourceEvent;
import dev.banyan.sync.change.SourceReader;
import dev.banyan.sync.mapping.DataFault;
import dev.banyan.sync.mapping.RowMapping;
import dev.banyan.sync.position.Position;
import dev.banyan.sync.position.Position.Snapshot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;

/**
 * Tells a service what changes: whole source transactions in source order, each at least once. The service stores position
 * and effect together, so that after any failure the stream goes on from what it says.
 */
public final class FeedPublisher implements Applying {
    private static final String LATER_COLUMNS = "new columns are sent from here on";

    /** While nothing changes, the service is told the position this often; that it is dead then shows, too. */
    private static final long IDLE_POST_NANOS = 1_000_000_000L;

    private final FeedPost post;
    private final Intake intake;
    private final Tables tables;
    private final AtomicLong sent;
    private FeedRows rows;
    private FeedBatch batch = new FeedBatch();
    private long postedAt = System.nanoTime();
    private volatile ApplierStatus status;

    /** What the stream knows of the source's tables. */
    public interface Tables {
        /** How they are now. */
        FeedRows rows() throws SQLException;

        /** Their first copy is done: what is known of them must be safe before the service has a position. */
        void copied() throws SQLException;
    }

    /**
     * @param position as taken over: epoch, place and how far the first copy is
     * @param sent counts rows over all runs of the stream
     * @param acceptSchemaChange whether the first schema change that would halt the stream is let through
     */
    public FeedPublisher(
            FeedClient client,
            Position position,
            FeedRows rows,
            Tables tables,
            AtomicLong sent,
            boolean acceptSchemaChange) {
        this.post = new FeedPost(position.stream(), client);
        SourceReader reader = SourceReader.ofTransactions(
                position.snapshot() != Snapshot.DONE,
                change -> false,
                table -> rows.mappings().containsKey(table));
        this.intake = new Intake(position.stream(), reader, acceptSchemaChange);
        this.rows = rows;
        this.tables = tables;
        this.sent = sent;
        this.status = new ApplierStatus(position, -1, 0, 0, 0);
    }

    @Override
    public void apply(List<SourceRecord> records) throws InterruptedException {
        for (SourceEvent event : intake.read(records)) {
            take(event);
        }
        flush();
    }

    private void take(SourceEvent event) throws InterruptedException {
        if (event instanceof SourceEvent.SnapshotRow row) {
            if (rows.mappings().containsKey(row.change().table())) {
                add(List.of(json(row.change(), true)));
            }
        } else if (event instanceof SourceEvent.SnapshotEnd end) {
            batch.place = end.offset();
            batch.snapshotEnds = true;
            flush();
        } else if (event instanceof SourceEvent.Transaction transaction) {
            transaction(transaction);
        } else if (event instanceof SourceEvent.SchemaChange change) {
            flush();
            schemaChanged(change);
        }
    }

    private void transaction(SourceEvent.Transaction transaction) throws InterruptedException {
        List<String> changes = new ArrayList<>();
        long heartbeat = -1;
        for (Change change : transaction.changes()) {
            if (Intake.heartbeat(change)) {
                heartbeat = Math.max(heartbeat, intake.heartbeatMillis(change));
            } else if (rows.mappings().containsKey(change.table())) {
                changes.add(json(change, false));
            }
        }
        add(changes);
        batch.place = transaction.offset();
        batch.heartbeatMillis = Math.max(batch.heartbeatMillis, heartbeat);
    }

    private void add(List<String> changes) throws InterruptedException {
        if (!batch.takes(changes)) {
            flush();
        }
        batch.add(changes);
    }

    private String json(Change change, boolean snapshot) {
        try {
            return rows.json(change, snapshot);
        } catch (DataFault e) {
            RowMapping mapping = Objects.requireNonNull(rows.mappings().get(change.table()));
            throw new StreamHaltedException("Row " + mapping.keyText(change.row()) + " of " + change.table() + ": "
                    + e.getMessage() + " A feed leaves nothing out, so that it stands in front of it. Cancel the phase,"
                    + " mend its mapping in migration.yaml and start it again.");
        }
    }

    private void flush() throws InterruptedException {
        FeedBatch now = batch;
        boolean due = now.changes() > 0
                || now.snapshotEnds
                || (now.place != null && System.nanoTime() - postedAt > IDLE_POST_NANOS);
        Position position = status.position();
        if (now.snapshotEnds) {
            copied();
        }
        if (due) {
            boolean done = now.snapshotEnds || position.snapshot() == Snapshot.DONE;
            String to = done ? place(now, position) : null;
            post.send(now.body(position.epoch(), position.place(), to, done), to);
            postedAt = System.nanoTime();
            long all = sent.addAndGet(now.changes());
            position = position.at(to)
                    .with(done ? Snapshot.DONE : Snapshot.RUNNING)
                    .plus(all - position.appliedRows(), 0);
        }
        if (due || now.changes() == 0) {
            // With nothing left to send, all up to this heartbeat has reached the service.
            long heartbeat = now.heartbeatMillis >= 0 ? now.heartbeatMillis : status.heartbeatMillis();
            status = new ApplierStatus(position, heartbeat, 0, 0, 0);
        }
        if (due) {
            batch = new FeedBatch();
        }
    }

    private void copied() {
        try {
            tables.copied();
        } catch (SQLException e) {
            throw new IllegalStateException("What is known of the tables can't be stored: " + e.getMessage(), e);
        }
    }

    private static @Nullable String place(FeedBatch batch, Position position) {
        return batch.place == null ? position.place() : Json.write(batch.place);
    }

    private void schemaChanged(SourceEvent.SchemaChange change) {
        SchemaWatch watch = new SchemaWatch(rows.mappings(), false, LATER_COLUMNS);
        if (!intake.passes(change, watch, status.position().snapshot())) {
            return;
        }
        try {
            rows = tables.rows();
        } catch (SQLException e) {
            throw new IllegalStateException("The changed tables can't be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void idle() {}

    @Override
    public ApplierStatus status() {
        return status;
    }

    @Override
    public String message() {
        String trouble = post.trouble();
        return trouble.isEmpty() ? intake.notice() : trouble;
    }

    @Override
    public void close() {}
}
