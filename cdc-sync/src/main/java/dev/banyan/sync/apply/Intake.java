package dev.banyan.sync.apply;

import dev.banyan.sync.change.Change;
import dev.banyan.sync.change.SourceEvent;
import dev.banyan.sync.change.SourceEvent.SchemaChange;
import dev.banyan.sync.change.SourceReader;
import dev.banyan.sync.position.Position.Snapshot;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What any stream does with what comes in, wherever it goes from here: reads records, knows its own heartbeats, and stands in
 * front of schema changes that its mapping does not survive. One thread takes in; the notice may be read by any.
 */
public final class Intake {
    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final String HEARTBEATS = "banyan_heartbeat";

    private final String stream;
    private final SourceReader reader;
    private boolean acceptSchemaChange;
    private volatile String notice = "";

    /** @param acceptSchemaChange whether the first schema change that would halt the stream is let through */
    public Intake(String stream, SourceReader reader, boolean acceptSchemaChange) {
        this.stream = stream;
        this.reader = reader;
        this.acceptSchemaChange = acceptSchemaChange;
    }

    /**
     * What the records complete, in their order.
     *
     * @throws StreamHaltedException when one can't be understood
     */
    public List<SourceEvent> read(List<SourceRecord> records) {
        List<SourceEvent> events = new ArrayList<>();
        for (SourceRecord record : records) {
            try {
                reader.read(record, events::add);
            } catch (IllegalArgumentException e) {
                throw new StreamHaltedException(String.valueOf(e.getMessage()), e);
            }
        }
        return events;
    }

    /** Whether a change is a heartbeat, be it another stream's. */
    public static boolean heartbeat(Change change) {
        return change.table().equals(HEARTBEATS);
    }

    /** When this stream's own heartbeat was written, in milliseconds since 1970; -1 when the change is none. */
    public long heartbeatMillis(Change change) {
        return heartbeat(change)
                        && change.after() != null
                        && stream.equals(change.row().text("stream_name"))
                ? change.row().number("at_millis")
                : -1;
    }

    /**
     * Lets a schema change pass, and tells of it.
     *
     * @param snapshot how far the first copy is; until it is done schema changes mean nothing
     * @return whether it concerns the stream
     * @throws StreamHaltedException when the mapping does not survive it, and nobody has accepted that
     */
    public boolean passes(SchemaChange change, SchemaWatch watch, Snapshot snapshot) {
        SchemaWatch.Effect effect = watch.effect(change);
        if (effect == null || snapshot != Snapshot.DONE) {
            return false;
        }
        if (effect.breaks() && !acceptSchemaChange) {
            throw new StreamHaltedException(effect.text());
        }
        if (effect.breaks()) {
            acceptSchemaChange = false;
        }
        LOG.warn("{}: {}", stream, effect.text());
        notice = effect.text();
        return true;
    }

    /** The last schema change that was let pass; empty before. */
    public String notice() {
        return notice;
    }
}
