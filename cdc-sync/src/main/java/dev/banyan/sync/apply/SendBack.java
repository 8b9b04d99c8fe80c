package dev.banyan.sync.apply;

import dev.banyan.control.schema.ColumnShape;
import dev.banyan.sync.change.Row;
import dev.banyan.sync.conflict.Conflicts;
import dev.banyan.sync.database.Database;
import dev.banyan.sync.database.Fault;
import dev.banyan.sync.database.KeptConnection;
import dev.banyan.sync.mapping.DataFault;
import dev.banyan.sync.mapping.MappedColumn;
import dev.banyan.sync.mapping.RowMapping;
import dev.banyan.sync.mapping.StoredRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the owner's rows back over bypasses that the opposite stream did not apply. That stream left them on record in the
 * database that is this one's source.
 */
final class SendBack implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SendBack.class);

    /** To the source; kept from one time to the next, as this is asked several times a second. */
    private final KeptConnection connection;

    private final String opposite;
    private final Map<String, TargetTable> tables;
    private final TargetSession session;

    SendBack(Database source, String opposite, Map<String, TargetTable> tables, TargetSession session) {
        this.connection = new KeptConnection(source::connect);
        this.opposite = opposite;
        this.tables = tables;
        this.session = session;
    }

    /**
     * Writes what is pending into the target, each under this stream's marker.
     *
     * @param appliedMillis the source's changes up to here have been applied; later records wait
     */
    void run(long appliedMillis) throws InterruptedException {
        try {
            Connection open = connection.get();
            for (Conflicts.Pending pending : Conflicts.pending(open, opposite, appliedMillis)) {
                boolean sent = true;
                for (Row key : pending.keys()) {
                    sent &= send(open, pending.table(), key);
                }
                Conflicts.sent(open, pending.id(), sent);
            }
        } catch (SQLException e) {
            LOG.info("{}: can't send rows back now: {}", opposite, e.getMessage());
            close();
        }
    }

    @Override
    public void close() {
        connection.close();
    }

    private boolean send(Connection connection, String name, Row key) throws SQLException, InterruptedException {
        TargetTable table = tables.get(name);
        if (table == null) {
            return false;
        }
        Row mapped;
        try {
            Row current = find(connection, table.mapping(), key);
            mapped = current == null ? null : table.mapping().map(current);
        } catch (DataFault e) {
            LOG.warn("{} {}: can't be sent back: {}", name, key.json(), e.getMessage());
            return false;
        }
        Row targetKey = targetKey(table.mapping(), key);
        return session.transact(session.position(), target -> {
            try {
                if (mapped == null) {
                    table.remove(target, targetKey);
                } else {
                    table.put(target, mapped);
                }
                return true;
            } catch (SQLException e) {
                if (Fault.of(e) == Fault.DATA) {
                    LOG.warn("{} {}: can't be sent back: {}", name, key.json(), e.getMessage());
                    return false;
                }
                throw e;
            }
        });
    }

    private static @Nullable Row find(Connection connection, RowMapping mapping, Row key) throws SQLException {
        List<ColumnShape> columns = mapping.source().columns();
        String where = mapping.key().stream()
                .map(column -> StoredRows.quoted(column.source().name()) + " = ?")
                .collect(Collectors.joining(" AND "));
        try (PreparedStatement select = connection.prepareStatement("SELECT " + StoredRows.selectList(columns)
                + " FROM " + StoredRows.quoted(mapping.source().name()) + " WHERE " + where)) {
            int index = 1;
            for (MappedColumn column : mapping.key()) {
                StoredRows.bind(select, index++, key.get(column.source().name()));
            }
            try (ResultSet rs = select.executeQuery()) {
                return rs.next() ? StoredRows.read(rs, columns) : null;
            }
        }
    }

    private static Row targetKey(RowMapping mapping, Row key) {
        Map<String, @Nullable Object> values = new java.util.LinkedHashMap<>();
        mapping.key()
                .forEach(column -> values.put(
                        column.target().name(), key.get(column.source().name())));
        return new Row(values);
    }
}
