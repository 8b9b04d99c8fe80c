package dev.banyan.ruby.owner;

import dev.banyan.ruby.sql.Deadlocks;
import dev.banyan.ruby.sql.Queries;
import dev.banyan.ruby.sql.WallTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code owners}. */
@Component
final class OwnerRows {

    private final JdbcClient jdbc;
    private final WallTime clock;

    OwnerRows(Queries queries, WallTime clock) {
        this.jdbc = queries.of("owners");
        this.clock = clock;
    }

    Optional<Owner> find(long id) {
        return jdbc.sql("SELECT own_no, own_nm, phone, biz_no FROM owners WHERE own_no = ?")
                .param(id)
                .query((row, n) -> new Owner(
                        row.getLong("own_no"),
                        row.getString("own_nm"),
                        row.getString("phone"),
                        row.getString("biz_no")))
                .optional();
    }

    /** Changes what is not null. */
    void change(long id, OwnerChange change) {
        Deadlocks.retry(
                () -> jdbc.sql("UPDATE owners SET own_nm = COALESCE(:name, own_nm), phone = COALESCE(:phone, phone),"
                                + " biz_no = COALESCE(:number, biz_no), upd_dt = :now WHERE own_no = :id")
                        .param("name", change.name())
                        .param("phone", change.phone())
                        .param("number", change.businessNumber())
                        .param("now", clock.now())
                        .param("id", id)
                        .update());
    }
}
