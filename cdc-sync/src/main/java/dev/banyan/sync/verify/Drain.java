package dev.banyan.sync.verify;

import dev.banyan.control.phase.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Waits until everything that was committed before the call has reached the other database, both ways; bounded. */
@FunctionalInterface
public interface Drain {
    /**
     * @param monolith to the monolith's database, autocommit
     * @param service to the service's database, autocommit
     * @return empty when drained, else why not, in words
     */
    Optional<String> drain(Phase phase, Connection monolith, Connection service) throws SQLException;
}
