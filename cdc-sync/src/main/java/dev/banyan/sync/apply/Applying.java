package dev.banyan.sync.apply;

import java.util.List;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Where the records of a stream go. Knows nothing of where they come from. One thread applies; the read-outs may be called
 * by any.
 */
public interface Applying extends AutoCloseable {
    /**
     * Applies the next records in order. What is incomplete waits for the rest.
     *
     * @throws StreamHaltedException when it can't go on before somebody acts
     * @throws InterruptedException when told to stop; what is not committed then will come again
     */
    void apply(List<SourceRecord> records) throws InterruptedException;

    /** Does what is due between batches; cheap when nothing is. */
    void idle() throws InterruptedException;

    ApplierStatus status();

    /** What keeps it from going on, or what people should know; empty when all is well. */
    String message();

    @Override
    void close();
}
