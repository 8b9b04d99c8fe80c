package dev.banyan.bench.events;

import io.debezium.embedded.Connect;
import io.debezium.engine.DebeziumEngine;
import io.debezium.engine.RecordChangeEvent;
import io.debezium.engine.format.ChangeEventFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Debezium alone, reading the same outbox to nowhere: nobody who reads it by Debezium can be faster. It keeps its place in a file, so that
 * the next run goes on where the last ended.
 */
final class Drain implements AutoCloseable {
    private final AtomicLong lastId = new AtomicLong();
    private final DebeziumEngine<RecordChangeEvent<SourceRecord>> engine;
    private final Thread thread;

    /** @param folder for its place and its history */
    Drain(OutboxServer source, Path folder) {
        Properties p = new Properties();
        p.setProperty("name", "drain");
        p.setProperty("connector.class", "io.debezium.connector.mariadb.MariaDbConnector");
        p.setProperty("topic.prefix", "drain");
        p.setProperty("offset.storage", "org.apache.kafka.connect.storage.FileOffsetBackingStore");
        p.setProperty("offset.storage.file.filename", folder.resolve("offsets").toString());
        p.setProperty("offset.flush.interval.ms", "1000");
        p.setProperty("schema.history.internal", "io.debezium.storage.file.history.FileSchemaHistory");
        p.setProperty(
                "schema.history.internal.file.filename",
                folder.resolve("history").toString());
        p.setProperty("database.hostname", "127.0.0.1");
        p.setProperty("database.port", String.valueOf(source.server.port()));
        p.setProperty("database.user", "root");
        p.setProperty("database.password", "");
        p.setProperty("database.ssl.mode", "disable");
        p.setProperty("database.server.id", "77");
        p.setProperty("database.include.list", OutboxServer.SCHEMA);
        p.setProperty("table.include.list", OutboxServer.SCHEMA + "\\.outbox");
        // Rows alone, as sync reads an outbox; in large batches, which are faster here.
        p.setProperty("snapshot.mode", "no_data");
        p.setProperty("provide.transaction.metadata", "false");
        p.setProperty("binlog.buffer.size", "1000000");
        p.setProperty("poll.interval.ms", "10");
        p.setProperty("max.batch.size", "4096");
        p.setProperty("max.queue.size", "16384");
        engine = DebeziumEngine.create(ChangeEventFormat.of(Connect.class))
                .using(p)
                .notifying(this::read)
                .build();
        thread = new Thread(engine, "drain");
        thread.setDaemon(true);
        thread.start();
    }

    /** The id of the row that was read last; 0 while none was. */
    long lastId() {
        return lastId.get();
    }

    private void read(
            List<RecordChangeEvent<SourceRecord>> events,
            DebeziumEngine.RecordCommitter<RecordChangeEvent<SourceRecord>> committer)
            throws InterruptedException {
        for (RecordChangeEvent<SourceRecord> event : events) {
            if (event.record().value() instanceof Struct value && value.schema().field("after") != null) {
                lastId.set(value.getStruct("after").getInt64("id"));
            }
            committer.markProcessed(event);
        }
        committer.markBatchFinished();
    }

    @Override
    public void close() throws IOException {
        engine.close();
        Waiting.until("Debezium's end", () -> !thread.isAlive());
    }
}
