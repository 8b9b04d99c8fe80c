package dev.banyan.sync.position;

import io.debezium.config.Configuration;
import io.debezium.document.DocumentReader;
import io.debezium.document.DocumentWriter;
import io.debezium.relational.history.AbstractSchemaHistory;
import io.debezium.relational.history.HistoryRecord;
import io.debezium.relational.history.HistoryRecordComparator;
import io.debezium.relational.history.SchemaHistoryException;
import io.debezium.relational.history.SchemaHistoryListener;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;

/** Debezium's history of the source's tables, kept in the target beside the position; that of a feed in the source. */
@NullUnmarked
public final class TargetSchemaHistory extends AbstractSchemaHistory {
    private HistoryRecords records;

    @Override
    public void configure(
            Configuration config,
            HistoryRecordComparator comparator,
            SchemaHistoryListener listener,
            boolean useCatalogBeforeSchema) {
        super.configure(config, comparator, listener, useCatalogBeforeSchema);
        records = StoredPlaces.of(config.getString(CONFIGURATION_FIELD_PREFIX_STRING + StoredPlaces.STREAM))
                .history();
    }

    @Override
    protected void storeRecord(HistoryRecord record) throws SchemaHistoryException {
        try {
            records.store(DocumentWriter.defaultWriter().write(record.document()));
        } catch (SQLException | IOException e) {
            throw new SchemaHistoryException("Can't write " + records.where(), e);
        }
    }

    @Override
    protected void recoverRecords(Consumer<HistoryRecord> taker) {
        for (String text : texts()) {
            try {
                taker.accept(new HistoryRecord(DocumentReader.defaultReader().read(text)));
            } catch (IOException e) {
                throw new SchemaHistoryException(records.where() + " is damaged", e);
            }
        }
    }

    private List<String> texts() {
        try {
            return records.read();
        } catch (SQLException e) {
            throw new SchemaHistoryException("Can't read " + records.where(), e);
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
