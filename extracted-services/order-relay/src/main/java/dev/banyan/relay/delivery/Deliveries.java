package dev.banyan.relay.delivery;

import dev.banyan.kit.database.DeadlockRetry;
import dev.banyan.relay.delivery.Delivery.Step;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The table delivery: what is due, by the database's clock. Whoever claims a row has it until the lease is over; a claim
 * that was outlived, or a row that somebody else changed, settles nothing.
 */
@Component
public final class Deliveries {

    private static final String COLUMNS = "shop_id, order_id, member_id, contents, step, tries, round, last_device_id,"
            + " sent_device_id, version, TIMESTAMPDIFF(MICROSECOND, opened_at, UTC_TIMESTAMP(3)) AS age";
    private static final String THIS = " WHERE shop_id = :shop AND order_id = :order";

    private final JdbcClient jdbc;
    private final DeadlockRetry retry;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final Acknowledgements acknowledgements;

    Deliveries(
            JdbcClient jdbc,
            DeadlockRetry retry,
            PlatformTransactionManager transactions,
            JsonMapper json,
            Acknowledgements acknowledgements) {
        this.jdbc = jdbc;
        this.retry = retry;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        this.json = json;
        this.acknowledgements = acknowledgements;
    }

    public Optional<Delivery> find(long shopId, long orderId) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM delivery" + THIS)
                .param("shop", shopId)
                .param("order", orderId)
                .query(row())
                .optional();
    }

    /**
     * Due now, from the first device on; also one that was given up, but none that is under way: its acceptance may be all
     * that is left to do. Joins the caller's transaction.
     */
    public void open(long shopId, @Nullable Long memberId, RelayedOrder order) {
        // Assigned from left to right: the step, which the others look at, comes last.
        jdbc.sql(
                        "INSERT INTO delivery (shop_id, order_id, member_id, contents, step, tries, round, version, opened_at, due_at)"
                                + " VALUES (?, ?, ?, ?, 'OFFER', 0, 0, 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))"
                                + " ON DUPLICATE KEY UPDATE member_id = COALESCE(member_id, VALUES(member_id)),"
                                + " contents = IF(step = 'GIVEN_UP', VALUES(contents), contents),"
                                + " round = IF(step = 'GIVEN_UP', 0, round),"
                                + " last_device_id = IF(step = 'GIVEN_UP', NULL, last_device_id), version = IF(step = 'GIVEN_UP', version + 1, version),"
                                + " opened_at = IF(step = 'GIVEN_UP', UTC_TIMESTAMP(3), opened_at),"
                                + " due_at = IF(step = 'GIVEN_UP', UTC_TIMESTAMP(3), due_at),"
                                + " step = IF(step = 'GIVEN_UP', 'OFFER', step)")
                .params(shopId, order.orderId())
                .param(memberId)
                .param(json.writeValueAsString(order))
                .update();
    }

    /** The order is accepted: nobody else is asked, and the monolith is told, now. Joins the caller's transaction. */
    public void report(long shopId, long orderId) {
        jdbc.sql("INSERT INTO delivery (shop_id, order_id, step, tries, round, version, opened_at, due_at)"
                        + " VALUES (?, ?, 'REPORT', 0, 0, 1, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))"
                        + " ON DUPLICATE KEY UPDATE step = 'REPORT', round = 0, version = version + 1,"
                        + " due_at = UTC_TIMESTAMP(3)")
                .params(shopId, orderId)
                .update();
    }

    /** Takes up to so many that are due, each for as long as the lease; no other instance gets them meanwhile. */
    List<Delivery> claim(int limit, Duration lease) {
        return retry.run(() -> Objects.requireNonNull(transaction.execute(status -> {
            List<Delivery> due = jdbc.sql("SELECT " + COLUMNS + " FROM delivery WHERE due_at <= UTC_TIMESTAMP(3)"
                            + " ORDER BY due_at LIMIT ? FOR UPDATE SKIP LOCKED")
                    .param(limit)
                    .query(row())
                    .list();
            return due.stream().map(delivery -> lease(delivery, lease)).toList();
        })));
    }

    private Delivery lease(Delivery due, Duration lease) {
        return write(due, lease).orElseThrow(() -> new IllegalStateException("Another has written a locked row"));
    }

    /**
     * Writes what became of a claimed delivery.
     *
     * @param delay until it is due again; null: never
     * @return empty when the claim is void
     */
    Optional<Delivery> settle(Delivery changed, @Nullable Duration delay) {
        return retry.run(() -> write(changed, delay));
    }

    /** Writes that a device has taken a claimed delivery, and tells of the first that does. */
    Optional<Delivery> taken(Delivery claimed, Delivery changed, Duration delay) {
        return retry.run(() -> Objects.requireNonNull(transaction.execute(open -> {
            Optional<Delivery> written = write(changed, delay);
            if (written.isPresent() && claimed.sentDeviceId() == null) {
                acknowledgements.tell(changed);
            }
            return written;
        })));
    }

    /** No further device is asked for an order that none has accepted. Joins the caller's transaction. */
    public void stop(long shopId, long orderId) {
        jdbc.sql("UPDATE delivery SET step = 'STOPPED', version = version + 1, due_at = NULL" + THIS
                        + " AND step IN ('OFFER', 'ASK', 'REST')")
                .param("shop", shopId)
                .param("order", orderId)
                .update();
    }

    private Optional<Delivery> write(Delivery changed, @Nullable Duration delay) {
        int written = jdbc.sql("UPDATE delivery SET step = :step, tries = :tries, round = :round,"
                        + " last_device_id = :last, sent_device_id = :sent, version = version + 1,"
                        + " due_at = TIMESTAMPADD(MICROSECOND, :delay, UTC_TIMESTAMP(3))" + THIS
                        + " AND version = :version")
                .param("step", changed.step().name())
                .param("tries", changed.tries())
                .param("round", changed.round())
                .param("last", changed.lastDeviceId())
                .param("sent", changed.sentDeviceId())
                .param("delay", delay == null ? null : delay.toNanos() / 1000)
                .param("shop", changed.shopId())
                .param("order", changed.orderId())
                .param("version", changed.version())
                .update();
        return written == 0 ? Optional.empty() : find(changed.shopId(), changed.orderId());
    }

    /** There is nothing left to do, unless somebody found something meanwhile. */
    void finish(Delivery done) {
        retry.run(() -> jdbc.sql("DELETE FROM delivery" + THIS + " AND version = :version")
                .param("shop", done.shopId())
                .param("order", done.orderId())
                .param("version", done.version())
                .update());
    }

    /** Whether the order has its acceptance, here or by way of a synchroniser. */
    boolean isAccepted(Delivery delivery) {
        return jdbc.sql("SELECT COUNT(*) FROM order_relay" + THIS + " AND status = 'ACCEPTED'")
                        .param("shop", delivery.shopId())
                        .param("order", delivery.orderId())
                        .query(Long.class)
                        .single()
                > 0;
    }

    private RowMapper<Delivery> row() {
        return (row, number) -> {
            String contents = row.getString("contents");
            return new Delivery(
                    row.getLong("shop_id"),
                    row.getLong("order_id"),
                    row.getObject("member_id", Long.class),
                    contents == null ? null : json.readValue(contents, RelayedOrder.class),
                    Step.valueOf(row.getString("step")),
                    row.getInt("tries"),
                    row.getInt("round"),
                    row.getObject("last_device_id", Long.class),
                    row.getObject("sent_device_id", Long.class),
                    row.getLong("version"),
                    Duration.ofNanos(row.getLong("age") * 1000));
        };
    }
}
