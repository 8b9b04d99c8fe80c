package dev.banyan.sync.stream;

import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.sync.position.Bookkeeping;
import dev.banyan.sync.position.PositionOffsetStore;
import dev.banyan.sync.position.StoredPlaces;
import dev.banyan.sync.position.TargetSchemaHistory;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** How Debezium is set up: nothing is left to a default that could lose or bend a value in silence. */
final class EngineSettings {
    private EngineSettings() {}

    /**
     * @param copy whether rows that are there already are read first
     * @param rowByRow as {@link Ready#rowByRow}
     * @param tables the source's mapped tables
     */
    static Properties of(
            String stream,
            DatabaseAddress source,
            boolean mariaDb,
            boolean copy,
            boolean rowByRow,
            List<String> tables) {
        Properties p = new Properties();
        p.setProperty("name", stream);
        p.setProperty(
                "connector.class",
                mariaDb
                        ? "io.debezium.connector.mariadb.MariaDbConnector"
                        : "io.debezium.connector.mysql.MySqlConnector");
        p.setProperty("topic.prefix", stream);
        p.setProperty("offset.storage", PositionOffsetStore.class.getName());
        p.setProperty("schema.history.internal", TargetSchemaHistory.class.getName());
        p.setProperty(StoredPlaces.STREAM, stream);
        p.setProperty("schema.history.internal." + StoredPlaces.STREAM, stream);
        p.setProperty("schema.history.internal.store.only.captured.tables.ddl", "true");
        p.setProperty("schema.history.internal.store.only.captured.databases.ddl", "true");
        source(p, stream, source, mariaDb, tables);
        // Neither ever copies again once a position exists.
        p.setProperty("snapshot.mode", copy ? "initial" : "no_data");
        p.setProperty("snapshot.locking.mode", "minimal");
        p.setProperty("snapshot.max.threads", "1");
        p.setProperty("snapshot.fetch.size", "5000");
        values(p);
        p.setProperty("include.schema.changes", "true");
        p.setProperty("provide.transaction.metadata", Boolean.toString(!rowByRow));
        p.setProperty("tombstones.on.delete", "false");
        p.setProperty("skipped.operations", "none");
        // In events. Transactions that don't fit would be read twice over another connection.
        p.setProperty("binlog.buffer.size", "1000000");
        // Debezium hands over what has come when a batch is full, or the interval over, and spins through the
        // interval's last millisecond: with 10 ms an idle stream would take up to a tenth of a core. Where each row
        // is a batch the interval need not be short.
        p.setProperty("poll.interval.ms", rowByRow ? "500" : "50");
        p.setProperty("max.batch.size", rowByRow ? "1" : "4096");
        p.setProperty("max.queue.size", "16384");
        p.setProperty("errors.max.retries", "0");
        p.setProperty("record.processing.threads", "1");
        // Names each run's JMX beans apart: a run that was cut short may leave its own behind, on which the next would
        // fail.
        p.setProperty("custom.metric.tags", "run=" + UUID.randomUUID());
        return p;
    }

    private static void source(
            Properties p, String stream, DatabaseAddress source, boolean mariaDb, List<String> tables) {
        p.setProperty("database.hostname", source.host());
        p.setProperty("database.port", Integer.toString(source.port()));
        p.setProperty("database.user", source.user());
        p.setProperty("database.password", source.password().value());
        p.setProperty("database.server.id", Long.toString(serverId(stream, source)));
        p.setProperty("database.ssl.mode", mariaDb ? "disable" : "preferred");
        p.setProperty("database.include.list", literal(source.schema()));
        p.setProperty(
                "table.include.list",
                Stream.concat(tables.stream(), Bookkeeping.CAPTURED.stream())
                        .map(table -> literal(source.schema()) + "\\." + literal(table))
                        .collect(Collectors.joining(",")));
        p.setProperty("connect.timeout.ms", "5000");
        // A lost connection ends the run; the next one starts at the position, never in mid-transaction.
        p.setProperty("connect.keep.alive", "false");
        // Debezium copies dates and times by way of this process's zone, so that the session has to live in it.
        String zone = OffsetDateTime.now(ZoneId.systemDefault()).getOffset().getTotalSeconds() == 0
                ? "+00:00"
                : OffsetDateTime.now(ZoneId.systemDefault()).getOffset().getId();
        if (mariaDb) {
            p.setProperty("database.timezone", zone);
        } else {
            p.setProperty("database.connectionTimeZone", zone);
            p.setProperty("database.forceConnectionTimeZoneToSession", "true");
        }
    }

    private static void values(Properties p) {
        p.setProperty("event.converting.failure.handling.mode", "fail");
        p.setProperty("event.deserialization.failure.handling.mode", "fail");
        p.setProperty("inconsistent.schema.handling.mode", "fail");
        p.setProperty("decimal.handling.mode", "precise");
        p.setProperty("bigint.unsigned.handling.mode", "precise");
        p.setProperty("binary.handling.mode", "bytes");
        p.setProperty("time.precision.mode", "adaptive_time_microseconds");
        p.setProperty("enable.time.adjuster", "false"); // year 50 is year 50
    }

    /** The same at each start, so that a server drops the connection that a killed process left. */
    private static long serverId(String stream, DatabaseAddress source) {
        CRC32 crc = new CRC32();
        crc.update((stream + "@" + source.url()).getBytes(StandardCharsets.UTF_8));
        return 1_000_000_000L + crc.getValue() % 3_000_000_000L;
    }

    private static String literal(String name) {
        return name.replaceAll("([^A-Za-z0-9_])", "\\\\$1");
    }
}
