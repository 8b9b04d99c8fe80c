package dev.banyan.sync.position;

import dev.banyan.sync.database.Database;
import io.debezium.config.Configuration;
import io.debezium.document.DocumentReader;
import io.debezium.document.DocumentWriter;
import io.debezium.relational.history.AbstractSchemaHistory;
import io.debezium.relational.history.HistoryRecord;
import io.debezium.relational.history.HistoryRecordComparator;
import io.debezium.relational.history.SchemaHistoryException;
import io.debezium.relational.history.SchemaHistoryListener;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;

/** Debezium's history of the source's tables, kept in the target beside the position. */
@NullUnmarked
public final class TargetSchemaHistory extends AbstractSchemaHistory {
    private String stream;
    private Database target;
    private boolean relocation;

    @Override
    public void configure(
            Configuration config,
            HistoryRecordComparator comparator,
            SchemaHistoryListener listener,
            boolean useCatalogBeforeSchema) {
        super.configure(config, comparator, listener, useCatalogBeforeSchema);
        stream = config.getString(CONFIGURATION_FIELD_PREFIX_STRING + StoredPlaces.STREAM);
        target = StoredPlaces.of(stream).target();
        relocation = StoredPlaces.of(stream).relocation();
    }

    @Override
    protected void storeRecord(HistoryRecord record) throws SchemaHistoryException {
        try (Connection connection = target.connect();
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO banyan_schema_history (id, stream_name, record) VALUES (?, ?, ?)")) {
            insert.setObject(1, RowIds.next(connection, "banyan_schema_history", relocation));
            insert.setString(2, stream);
            insert.setString(3, DocumentWriter.defaultWriter().write(record.document()));
            insert.executeUpdate();
        } catch (SQLException | IOException e) {
            throw new SchemaHistoryException("Can't write banyan_schema_history of " + target.name(), e);
        }
    }

    @Override
    protected void recoverRecords(Consumer<HistoryRecord> records) {
        for (String text : texts()) {
            try {
                records.accept(new HistoryRecord(DocumentReader.defaultReader().read(text)));
            } catch (IOException e) {
                throw new SchemaHistoryException("banyan_schema_history of " + target.name() + " is damaged", e);
            }
        }
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        try (Connection connection = target.connect();
                PreparedStatement select = connection.prepareStatement(
                        "SELECT record FROM banyan_schema_history WHERE stream_name = ? ORDER BY id")) {
            select.setString(1, stream);
            try (ResultSet rs = select.executeQuery()) {
                while (rs.next()) {
                    texts.add(rs.getString(1));
                }
            }
            return texts;
        } catch (SQLException e) {
            throw new SchemaHistoryException("Can't read banyan_schema_history of " + target.name(), e);
        }
    }

    @Override
    public boolean exists() {
        return !texts().isEmpty();
    }

    @Override
    public boolean storageExists() {
        return true;
    }
}
