package dev.banyan.sync.outbox;

import dev.banyan.control.schema.OutboxShape;
import dev.banyan.events.BadEventException;
import dev.banyan.events.Event;
import dev.banyan.events.EventRefusedException;
import dev.banyan.events.OutboxRow;
import dev.banyan.events.Publisher;
import dev.banyan.events.TransportDownException;
import dev.banyan.sync.apply.ApplierStatus;
import dev.banyan.sync.apply.Applying;
import dev.banyan.sync.apply.Intake;
import dev.banyan.sync.apply.StreamHaltedException;
import dev.banyan.sync.change.Change;
import dev.banyan.sync.change.Row;
import dev.banyan.sync.change.SourceEvent;
import dev.banyan.sync.change.SourceReader;
import dev.banyan.sync.position.Position;
import dev.banyan.sync.position.Position.Snapshot;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what a service commits to its outbox: each row once it is in the binary log, in commit order, at least once. A row
 * that was rolled back is in no binary log, and one that is there is published before the position passes it. After a crash
 * between the two the same events are published again, with the same ids.
 */
public final class OutboxPublisher implements Applying {
    private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);
    private static final int LARGEST_BATCH = 500;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    /** Saving the position writes to the source's binary log as well: where nothing is published it is seldom worth it. */
    private static final long IDLE_SAVE_NANOS = 10_000_000_000L;

    private final String stream;
    private final String table;
    private final Publisher publisher;
    private final SourcePlaces places;
    private final Intake intake;
    private final List<Event> waiting = new ArrayList<>();
    private @Nullable Map<String, Object> place;
    private boolean snapshotEnds;
    private boolean acceptSchemaChange;
    private long unsaved;
    private long heartbeatMillis = -1;
    private long savedAt = System.nanoTime();
    private volatile ApplierStatus status;
    private volatile String trouble = "";

    /**
     * @param table the outbox
     * @param position as taken over
     * @param acceptSchemaChange whether the first schema change that would halt the stream is let through, as the table fits now
     */
    public OutboxPublisher(
            String table, Publisher publisher, SourcePlaces places, Position position, boolean acceptSchemaChange) {
        this.stream = position.stream();
        this.table = table;
        this.publisher = publisher;
        this.places = places;
        this.acceptSchemaChange = acceptSchemaChange;
        this.intake =
                new Intake(stream, SourceReader.ofRows(position.snapshot() != Snapshot.DONE, table::equals), false);
        this.status = new ApplierStatus(position, -1, 0, 0, 0);
    }

    @Override
    public void apply(List<SourceRecord> records) throws InterruptedException {
        for (SourceEvent event : intake.read(records)) {
            take(event);
        }
        publish();
    }

    private void take(SourceEvent event) throws InterruptedException {
        if (event instanceof SourceEvent.SnapshotRow row) {
            add(row.change());
        } else if (event instanceof SourceEvent.SnapshotEnd end) {
            place = end.offset();
            snapshotEnds = true;
            publish();
        } else if (event instanceof SourceEvent.CommittedRow row) {
            heartbeatMillis = Math.max(heartbeatMillis, intake.heartbeatMillis(row.change()));
            add(row.change());
            place = row.offset();
        } else if (event instanceof SourceEvent.SchemaChange change) {
            schemaChanged(change);
        }
    }

    /** Rows that are gone were published before: only columns matter. */
    private void schemaChanged(SourceEvent.SchemaChange change) {
        boolean fits = change.columns().getOrDefault(table, Set.of()).containsAll(OutboxShape.COLUMNS);
        if (!change.tables().contains(table) || fits || change.statement().startsWith("TRUNCATE")) {
            return;
        }
        if (!acceptSchemaChange) {
            throw new StreamHaltedException("A schema change took away what an outbox needs: " + change.statement()
                    + ". Put back what is missing of " + String.join(", ", OutboxShape.COLUMNS) + " in " + table
                    + ", then pause and resume the stream.");
        }
        acceptSchemaChange = false;
    }

    /** An event is a row that was added; rows are changed by nobody, and removed when they are old. */
    private void add(Change change) throws InterruptedException {
        if (!change.table().equals(table) || change.kind() != Change.Kind.INSERT) {
            return;
        }
        try {
            waiting.add(event(change.newRow()));
        } catch (BadEventException e) {
            throw new StreamHaltedException("A row of " + table + " holds no event: " + e.getMessage() + " ("
                    + change.newRow().json() + "). " + anew());
        }
        if (waiting.size() >= LARGEST_BATCH) {
            send();
        }
    }

    private static Event event(Row row) {
        OutboxRow columns = new OutboxRow();
        row.values().keySet().forEach(column -> columns.with(column, row.text(column)));
        return columns.event();
    }

    private void publish() throws InterruptedException {
        send();
        boolean due = snapshotEnds || unsaved > 0 || (place != null && System.nanoTime() - savedAt > IDLE_SAVE_NANOS);
        Position position = status.position();
        if (due && (snapshotEnds || position.snapshot() == Snapshot.DONE)) {
            position = save(position);
        }
        status = new ApplierStatus(position, heartbeatMillis, 0, 0, 0);
    }

    private Position save(Position position) {
        try {
            Position saved = places.save(position, place, unsaved, snapshotEnds);
            savedAt = System.nanoTime();
            unsaved = 0;
            snapshotEnds = false;
            return saved;
        } catch (SQLException e) {
            throw new IllegalStateException("The position of " + stream + " can't be saved: " + e.getMessage(), e);
        }
    }

    /** Returns when the transport has all, however long that takes. */
    private void send() throws InterruptedException {
        for (long pause = FIRST_PAUSE_MILLIS; !waiting.isEmpty(); pause = Math.min(pause * 2, LONGEST_PAUSE_MILLIS)) {
            try {
                publisher.publish(waiting);
                unsaved += waiting.size();
                waiting.clear();
                trouble = "";
            } catch (TransportDownException e) {
                if (trouble.isEmpty()) {
                    LOG.info("{}: {}", stream, e.getMessage());
                }
                trouble = e.getMessage() + " Trying again.";
                Thread.sleep(pause);
            } catch (EventRefusedException e) {
                throw new StreamHaltedException(e.getMessage() + " " + anew());
            }
        }
    }

    private String anew() {
        String phase = stream.substring(0, stream.lastIndexOf('.'));
        return "Nothing is left out, so that the stream stands in front of it. Mend or delete the row in " + table
                + ", then let the stream begin anew with the rows that are in the table: banyan phase cancel " + phase
                + ", banyan phase start " + phase + ". Subscribers know the events that they have had.";
    }

    @Override
    public void idle() {}

    @Override
    public ApplierStatus status() {
        return status;
    }

    @Override
    public String message() {
        return trouble;
    }

    @Override
    public void close() {
        places.close();
        publisher.close();
    }
}
