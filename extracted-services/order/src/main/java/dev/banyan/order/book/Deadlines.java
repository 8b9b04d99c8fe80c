package dev.banyan.order.book;

import dev.banyan.kit.database.DeadlockRetry;
import dev.banyan.order.book.Deadline.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The table deadline, by the injected clock. What was set is looked at until it is cleared, whoever dies in between. */
@Component
public final class Deadlines {

    private static final String SELECT = "SELECT order_id, kind, member_id, due_at, tries, version FROM deadline ";
    private static final RowMapper<Deadline> DEADLINE = (row, number) -> new Deadline(
            row.getLong("order_id"),
            Kind.valueOf(row.getString("kind")),
            row.getObject("member_id", Long.class),
            row.getObject("due_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
            row.getInt("tries"),
            row.getLong("version"));

    private final JdbcClient jdbc;
    private final DeadlockRetry retry;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Deadlines(JdbcClient jdbc, DeadlockRetry retry, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.retry = retry;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        this.clock = clock;
    }

    /** Sets it, or sets it anew, which makes claims void. Joins the caller's transaction. */
    public void set(long orderId, Kind kind, @Nullable Long memberId, Instant dueAt) {
        jdbc.sql("INSERT INTO deadline (order_id, kind, member_id, due_at, look_at, tries, version)"
                        + " VALUES (:order, :kind, :member, :due, :due, 0, 1) ON DUPLICATE KEY UPDATE"
                        + " due_at = VALUES(due_at), look_at = VALUES(look_at), tries = 0, version = version + 1")
                .param("order", orderId)
                .param("kind", kind.name())
                .param("member", memberId)
                .param("due", utc(dueAt))
                .update();
    }

    /** Nobody looks any more. Joins the caller's transaction. */
    public void clear(long orderId, Kind kind) {
        jdbc.sql("DELETE FROM deadline WHERE order_id = ? AND kind = ?")
                .params(orderId, kind.name())
                .update();
    }

    public Optional<Deadline> find(long orderId, Kind kind) {
        return jdbc.sql(SELECT + "WHERE order_id = ? AND kind = ?")
                .params(orderId, kind.name())
                .query(DEADLINE)
                .optional();
    }

    /** All of an order. */
    Map<Kind, Deadline> of(long orderId) {
        Map<Kind, Deadline> found = new EnumMap<>(Kind.class);
        jdbc.sql(SELECT + "WHERE order_id = ?")
                .param(orderId)
                .query(DEADLINE)
                .list()
                .forEach(deadline -> found.put(deadline.kind(), deadline));
        return found;
    }

    /** How many are to be looked at by now. */
    public long backlog() {
        return jdbc.sql("SELECT COUNT(*) FROM deadline WHERE look_at <= ?")
                .param(utc(clock.instant()))
                .query(Long.class)
                .single();
    }

    /** Takes up to so many that are due, each for as long as the lease; no other instance gets them meanwhile. */
    public List<Deadline> claim(int limit, Duration lease) {
        return retry.run(() -> Objects.requireNonNull(transaction.execute(status -> {
            Instant now = clock.instant();
            List<Deadline> due = jdbc.sql(SELECT + "WHERE look_at <= ? ORDER BY look_at LIMIT ? FOR UPDATE SKIP LOCKED")
                    .params(utc(now), limit)
                    .query(DEADLINE)
                    .list();
            return due.stream()
                    .map(deadline -> lease(deadline, now.plus(lease)))
                    .toList();
        })));
    }

    /** Takes this one now, be it due or not; empty when there is none, or somebody else has just taken it. */
    public Optional<Deadline> claim(long orderId, Kind kind, Duration lease) {
        return find(orderId, kind)
                .filter(deadline -> deadline.tries() == 0)
                .filter(deadline -> look(deadline, clock.instant().plus(lease)))
                .map(Deadlines::claimed);
    }

    /** What it was set for is done; nothing happens when the claim is void. */
    public void finish(Deadline claimed) {
        retry.run(() -> jdbc.sql("DELETE FROM deadline WHERE order_id = ? AND kind = ? AND version = ?")
                .params(claimed.orderId(), claimed.kind().name(), claimed.version())
                .update());
    }

    /** Looks again later; nothing happens when the claim is void. */
    public void postpone(Deadline claimed, Duration pause) {
        look(claimed, clock.instant().plus(pause));
    }

    private Deadline lease(Deadline due, Instant until) {
        if (!look(due, until)) {
            throw new IllegalStateException("Another has written a locked row");
        }
        return claimed(due);
    }

    private boolean look(Deadline deadline, Instant at) {
        return retry.run(() -> jdbc.sql("UPDATE deadline SET look_at = ?, tries = tries + 1, version = version + 1"
                                + " WHERE order_id = ? AND kind = ? AND version = ?")
                        .params(utc(at), deadline.orderId(), deadline.kind().name(), deadline.version())
                        .update())
                == 1;
    }

    private static Deadline claimed(Deadline before) {
        return new Deadline(
                before.orderId(),
                before.kind(),
                before.memberId(),
                before.dueAt(),
                before.tries() + 1,
                before.version() + 1);
    }

    private static LocalDateTime utc(Instant time) {
        return LocalDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
