package dev.banyan.order.refund;

import dev.banyan.kit.http.JsonHttp;
import dev.banyan.kit.http.NoAnswer;
import dev.banyan.order.book.Deadline;
import dev.banyan.order.book.Deadlines;
import dev.banyan.order.book.Order;
import dev.banyan.order.book.OrderProcess;
import dev.banyan.order.book.Orders;
import dev.banyan.order.book.Processes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives the money back that was paid for cancelled orders. Each try has the same key, made of the order's id, so that it is
 * given back once; it is tried until payment has said that it was.
 */
@Service
public final class Refunds {

    private static final Logger log = LoggerFactory.getLogger(Refunds.class);

    private final Orders orders;
    private final Processes processes;
    private final Deadlines deadlines;
    private final RefundSettings settings;
    private final TransactionTemplate transaction;
    private final JsonHttp http;

    Refunds(
            Orders orders,
            Processes processes,
            Deadlines deadlines,
            RefundSettings settings,
            PlatformTransactionManager transactions,
            JsonMapper json) {
        this.orders = orders;
        this.processes = processes;
        this.deadlines = deadlines;
        this.settings = settings;
        this.transaction = new TransactionTemplate(transactions);
        this.http = new JsonHttp(json, settings.callTimeout(), settings.callTimeout());
    }

    /** A first try, at once, so that a customer who cancels sees the money go. What is not done now is done later. */
    public void hurry(long orderId) {
        Optional<Deadline> claimed =
                deadlines.claim(orderId, Deadline.Kind.REFUND, longest().plusSeconds(1));
        if (claimed.isPresent() && refunded(claimed.get())) {
            deadlines.finish(claimed.get());
        }
    }

    /** One try; true when nothing is left to be given back. */
    public boolean refunded(Deadline claimed) {
        Optional<Order> order = orders.find(claimed.orderId());
        Long payment = order.map(Order::knownPaymentId).orElse(null);
        Long member = claimed.memberId();
        if (order.isEmpty()
                || payment == null
                || member == null
                || order.get().paid().signum() == 0) {
            return true;
        }
        Map<String, String> headers = Map.of(
                "X-Member-Id", String.valueOf(member), "Idempotency-Key", OrderProcess.refundKey(claimed.orderId()));
        if (!accepted(payment, headers, claimed.orderId())) {
            return false;
        }
        transaction.executeWithoutResult(status -> processes.refunded(claimed.orderId(), payment));
        return true;
    }

    /** How long one try lasts at most. */
    public Duration longest() {
        return settings.callTimeout().multipliedBy(settings.urls().size());
    }

    private boolean accepted(long payment, Map<String, String> headers, long orderId) {
        List<URI> bases = settings.urls();
        for (URI base : bases) {
            try {
                JsonHttp.Answer answer =
                        http.post(base.resolve("/api/payments/" + payment + "/refund"), headers, Map.of());
                boolean byAnotherRequest = answer.status() == 409
                        && answer.body().path("type").asString("").endsWith(":not-refundable");
                if (answer.successful() || byAnotherRequest) {
                    return true;
                }
                log.warn("Refund of order {}: {} answered {}", orderId, base, answer.status());
            } catch (NoAnswer none) {
                log.warn("Refund of order {}: {} {}", orderId, base, none.getMessage());
            }
        }
        return false;
    }
}
