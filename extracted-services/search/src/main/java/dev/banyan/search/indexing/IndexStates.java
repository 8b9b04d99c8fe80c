package dev.banyan.search.indexing;

import dev.banyan.search.documents.Origin;
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
        return jdbc.sql(
                        "SELECT generation, live, live_of, building, building_of FROM index_state WHERE id = 1 FOR UPDATE")
                .query((row, n) -> new IndexState(
                        row.getInt("generation"),
                        row.getString("live"),
                        Origin.valueOf(row.getString("live_of")),
                        row.getString("building"),
                        Origin.valueOf(row.getString("building_of"))))
                .single();
    }

    void store(IndexState state) {
        jdbc.sql("UPDATE index_state SET generation = ?, live = ?, live_of = ?, building = ?, building_of = ?"
                        + " WHERE id = 1")
                .param(state.generation())
                .param(state.live())
                .param(state.liveOf().name())
                .param(state.building())
                .param(state.buildingOf().name())
                .update();
    }
}
