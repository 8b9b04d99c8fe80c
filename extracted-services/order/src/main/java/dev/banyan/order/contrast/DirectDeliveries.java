package dev.banyan.order.contrast;

import dev.banyan.kit.http.JsonHttp;
import dev.banyan.kit.http.NoAnswer;
import dev.banyan.order.book.Delivered;
import dev.banyan.order.book.OrderSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls {@code POST /api/review-orders/{id}/delivered} at each of {@code orders.contrast-deliveries}, once, after the commit. To
 * be compared with a subscriber it has a subscriber's means: its workers, as many calls in hand, and its time-out. No call is
 * repeated, and none is kept: what it does not bring across is lost. Nothing is called unless that setting is there.
 */
@Component
final class DirectDeliveries implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(DirectDeliveries.class);

    private final List<URI> urls;
    private final JsonHttp http;
    private final MeterRegistry meters;
    private final ThreadPoolExecutor workers;

    DirectDeliveries(
            OrderSettings settings,
            @Value("${subscribe.call-timeout:3s}") Duration callTimeout,
            @Value("${subscribe.workers:8}") int workers,
            @Value("${subscribe.in-hand:200}") int inHand,
            JsonMapper json,
            MeterRegistry meters) {
        this.urls = settings.contrastDeliveries();
        this.http = new JsonHttp(json, callTimeout, callTimeout);
        this.meters = meters;
        this.workers = new ThreadPoolExecutor(
                workers,
                workers,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(inHand),
                work -> new Thread(work, "direct-delivery"));
    }

    @TransactionalEventListener
    void onDelivered(Delivered order) {
        for (URI url : urls) {
            try {
                workers.execute(() -> call(url, order));
            } catch (RejectedExecutionException full) {
                lost(order, url, "crowded", "was not called, for too many calls wait");
            }
        }
    }

    private void call(URI url, Delivered order) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("shopId", order.shopId());
        facts.put("memberId", order.memberId());
        facts.put("amount", order.amount());
        try {
            JsonHttp.Answer answer =
                    http.post(url.resolve("/api/review-orders/" + order.orderId() + "/delivered"), Map.of(), facts);
            if (answer.successful()) {
                count("told");
            } else {
                lost(order, url, "refused", "answered " + answer.status());
            }
        } catch (NoAnswer none) {
            lost(order, url, "unanswered", none.getMessage());
        }
    }

    private void lost(Delivered order, URI url, String outcome, String why) {
        count(outcome);
        log.warn("Nobody will hear that order {} was delivered: {} {}", order.orderId(), url, why);
    }

    private void count(String outcome) {
        meters.counter("orders.direct.calls", "outcome", outcome).increment();
    }

    /** Calls that are under way are ended; those that wait are lost. */
    @Override
    public void close() {
        List<Runnable> waiting = workers.shutdownNow();
        meters.counter("orders.direct.calls", "outcome", "crowded").increment(waiting.size());
        if (!waiting.isEmpty()) {
            log.warn("{} calls about deliveries were not made", waiting.size());
        }
    }
}
