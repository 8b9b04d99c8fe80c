package dev.banyan.order;

import dev.banyan.events.Event;
import dev.banyan.events.QueuePublisher;
import dev.banyan.events.QueueSettings;
import dev.banyan.events.Queues;
import dev.banyan.events.Subscription;
import dev.banyan.events.testing.EmbeddedSqs;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A payment service that hears of orders to be paid from their outbox, and answers as the test has it. */
final class TestPayments implements AutoCloseable {

    /** What becomes of a payment. */
    enum Answer {
        APPROVED,
        APPROVED_TWICE,
        FAILED,
        NONE
    }

    private static final Set<String> TYPES =
            Set.of("PaymentApproved", "PaymentFailed", "PaymentCancelled", "OrderRelayAcknowledged");

    private final JdbcClient sql;
    private final Queues queues;
    private final QueuePublisher publisher;
    private final Set<String> seen = new HashSet<>();
    private final Thread thread;
    private volatile LongFunction<Answer> answers = order -> Answer.APPROVED;
    private volatile boolean running = true;

    TestPayments(JdbcClient sql, EmbeddedSqs sqs, String prefix) {
        this.sql = sql;
        QueueSettings settings = new QueueSettings(prefix, Duration.ofSeconds(3), 100, Duration.ofDays(1));
        this.queues = Queues.open(sqs.settings(), settings);
        this.publisher = new QueuePublisher(queues, List.of(new Subscription("order", TYPES)));
        this.thread = new Thread(this::run, "test-payments");
        thread.start();
    }

    void answer(Answer answer) {
        answers = order -> answer;
    }

    void answer(LongFunction<Answer> byOrder) {
        answers = byOrder;
    }

    static long paymentOf(long order) {
        return 900_000 + order;
    }

    void approve(long order) {
        publish(
                "PaymentApproved",
                String.valueOf(paymentOf(order)),
                facts(order).put("amount", amountOf(order)));
    }

    void approveAnother(long order) {
        ObjectNode facts = facts(order).put("amount", 500).put("idempotencyKey", "by-hand");
        publish("PaymentApproved", String.valueOf(800_000 + order), facts);
    }

    void fail(long order) {
        publish("PaymentFailed", String.valueOf(paymentOf(order)), facts(order).put("reason", "DECLINED"));
    }

    void cancel(long order) {
        publish(
                "PaymentCancelled",
                String.valueOf(paymentOf(order)),
                facts(order).put("amount", amountOf(order)));
    }

    void acknowledgeRelay(long order) {
        publish("OrderRelayAcknowledged", String.valueOf(order), facts(order));
    }

    private long amountOf(long order) {
        return sql.sql("SELECT total_amount FROM customer_order WHERE id = ?")
                .param(order)
                .query(Long.class)
                .single();
    }

    private static ObjectNode facts(long order) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("orderId", order)
                .put("memberId", 1)
                .put("idempotencyKey", "ord-" + order);
    }

    private synchronized void publish(String type, String aggregate, ObjectNode facts) {
        String id = UUID.randomUUID().toString();
        publisher.publish(
                List.of(new Event(id, type, 1, aggregate, 1, Instant.now(), List.of("status"), null, null, facts)));
    }

    private void run() {
        while (running) {
            try {
                sql.sql("SELECT event_id, aggregate_id FROM outbox WHERE type = 'OrderPaymentRequested'")
                        .query(row -> {
                            if (seen.add(row.getString("event_id"))) {
                                pay(Long.parseLong(row.getString("aggregate_id")));
                            }
                        });
            } catch (DataAccessException notThereYet) {
                // the service makes its tables at its start
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private void pay(long order) {
        switch (answers.apply(order)) {
            case APPROVED -> approve(order);
            case APPROVED_TWICE -> {
                approve(order);
                approve(order);
            }
            case FAILED -> fail(order);
            case NONE -> {}
        }
    }

    @Override
    public void close() {
        running = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        queues.close();
    }
}
