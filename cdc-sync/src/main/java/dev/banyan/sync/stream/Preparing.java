package dev.banyan.sync.stream;

import dev.banyan.control.phase.Phase;
import java.sql.SQLException;

/** Makes a stream ready for one run. */
interface Preparing {
    /**
     * Prepares and takes the stream over.
     *
     * @param acceptSchemaChange whether the first schema change that would halt the stream is let through
     * @throws dev.banyan.sync.apply.StreamHaltedException when somebody must mend something first
     * @throws InterruptedException when told to stop
     */
    Ready prepare(Phase phase, boolean acceptSchemaChange) throws SQLException, InterruptedException;
}
