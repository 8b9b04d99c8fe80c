package dev.banyan.search.indexing;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The row that whoever writes to indexes holds, so that no write goes to an index that another is about to replace. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class IndexStates {

    private final JdbcClient jdbc;

    IndexStates(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Held until the transaction ends. Comes first in it, so that what is read after it is newer. */
    IndexState hold() {
        return jdbc.sql("SELECT generation, live, building FROM index_state WHERE id = 1 FOR UPDATE")
                .query((row, n) ->
                        new IndexState(row.getInt("generation"), row.getString("live"), row.getString("building")))
                .single();
    }

    void store(IndexState state) {
        jdbc.sql("UPDATE index_state SET generation = ?, live = ?, building = ? WHERE id = 1")
                .param(state.generation())
                .param(state.live())
                .param(state.building())
                .update();
    }
}
