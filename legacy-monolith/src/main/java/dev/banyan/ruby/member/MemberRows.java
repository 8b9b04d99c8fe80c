package dev.banyan.ruby.member;

import dev.banyan.ruby.sql.Queries;
import dev.banyan.ruby.sql.WallTime;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** The table {@code members}. */
@Component
final class MemberRows {

    private static final String SELECT = "SELECT mem_no, mem_nm, email, phone, addr, grade, reg_dt FROM members ";

    private static final RowMapper<Member> MEMBER = (row, n) -> new Member(
            row.getLong("mem_no"),
            row.getString("mem_nm"),
            row.getString("email"),
            row.getString("phone"),
            row.getString("addr"),
            row.getString("grade"),
            row.getObject("reg_dt", LocalDateTime.class));

    private final JdbcClient jdbc;
    private final WallTime clock;

    MemberRows(Queries queries, WallTime clock) {
        this.jdbc = queries.of("members");
        this.clock = clock;
    }

    Optional<Member> find(long id) {
        return jdbc.sql(SELECT + "WHERE mem_no = ?").param(id).query(MEMBER).optional();
    }

    Optional<Member> findByKey(String key) {
        return jdbc.sql(SELECT + "WHERE idem_key = ?").param(key).query(MEMBER).optional();
    }

    /** In id order, those after an id. */
    List<Member> listAfter(long id, int limit) {
        return jdbc.sql(SELECT + "WHERE mem_no > ? ORDER BY mem_no LIMIT ?")
                .params(id, limit)
                .query(MEMBER)
                .list();
    }

    /**
     * Inserts one and returns its id.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the key was used before
     */
    long insert(NewMember wanted, @Nullable String key) {
        LocalDateTime now = clock.now();
        var id = new GeneratedKeyHolder();
        jdbc.sql("INSERT INTO members (mem_nm, email, phone, addr, grade, idem_key, reg_dt, upd_dt)"
                        + " VALUES (?, ?, ?, ?, 'N', ?, ?, ?)")
                .params(Arrays.asList(wanted.name(), wanted.email(), wanted.phone(), wanted.address(), key, now, now))
                .update(id);
        return Objects.requireNonNull(id.getKey()).longValue();
    }
}
