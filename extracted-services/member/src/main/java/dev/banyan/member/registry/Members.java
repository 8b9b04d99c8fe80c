package dev.banyan.member.registry;

import dev.banyan.kit.database.DeadlockRetry;
import dev.banyan.kit.web.Problem;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;

/** Reads members and lets them join. Nothing is cached: a synchroniser may write the same table at any time. */
@Component
public final class Members {

    private static final String SELECT = "SELECT id, name, email, phone, address, grade, created_at FROM member ";

    private static final RowMapper<Member> MEMBER = (row, number) -> new Member(
            row.getLong("id"),
            row.getString("name"),
            row.getString("email"),
            row.getString("phone"),
            row.getString("address"),
            grade(row.getString("grade")),
            row.getObject("created_at", LocalDateTime.class));

    private final JdbcClient jdbc;
    private final DeadlockRetry retry;
    private final Clock clock;

    Members(JdbcClient jdbc, DeadlockRetry retry, Clock clock) {
        this.jdbc = jdbc;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * What became of a request to join.
     *
     * @param fresh false when its key had joined before
     */
    public record Joined(Member member, boolean fresh) {}

    public Optional<Member> find(long id) {
        return jdbc.sql(SELECT + "WHERE id = ?").param(id).query(MEMBER).optional();
    }

    /** In id order, those after an id. */
    public List<Member> listAfter(long id, int limit) {
        return jdbc.sql(SELECT + "WHERE id > ? ORDER BY id LIMIT ?")
                .params(id, limit)
                .query(MEMBER)
                .list();
    }

    /**
     * A new member of the lowest grade, once per key.
     *
     * @throws Problem when somebody else joined with the key
     */
    public Joined join(NewMember wanted) {
        try {
            LocalDateTime now = LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
            long id = retry.run(() -> insert(wanted, now));
            return new Joined(wanted.joined(id, Grade.NORMAL, now), true);
        } catch (DuplicateKeyException used) {
            Member first = findByKey(Objects.requireNonNull(wanted.key())).orElseThrow(() -> used);
            if (!first.cameFrom(wanted)) {
                throw Problem.keyReused();
            }
            return new Joined(first, false);
        }
    }

    private long insert(NewMember wanted, LocalDateTime now) {
        GeneratedKeyHolder generated = new GeneratedKeyHolder();
        jdbc.sql("INSERT INTO member (name, email, phone, address, grade, idempotency_key, created_at, updated_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .param(wanted.name())
                .param(wanted.email())
                .param(wanted.phone())
                .param(wanted.address())
                .param(Grade.NORMAL.name())
                .param(wanted.key())
                .params(now, now)
                .update(generated);
        return Objects.requireNonNull(generated.getKey()).longValue();
    }

    private Optional<Member> findByKey(String key) {
        return jdbc.sql(SELECT + "WHERE idempotency_key = ?")
                .param(key)
                .query(MEMBER)
                .optional();
    }

    private static @Nullable Grade grade(@Nullable String word) {
        return word == null ? null : Grade.valueOf(word);
    }
}
