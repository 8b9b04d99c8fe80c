package dev.banyan.order.checkout;

import dev.banyan.order.book.Order;
import dev.banyan.order.book.OrderBook;
import dev.banyan.order.book.OrderSettings;
import dev.banyan.order.book.Orders;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Requests that wait for their order's payment. None of them holds a thread, and one query asks for all of them, so that
 * a silent payment service costs next to nothing here. The request itself settles its order: while a migration runs it has
 * the right to, and nobody else needs to be let past the proxies meanwhile.
 */
@Component
public final class PaymentWaits implements SmartLifecycle {

    private record Waiting(long orderId, long since, CompletableFuture<Order> answer) {}

    private static final Logger log = LoggerFactory.getLogger(PaymentWaits.class);
    private static final long LOOK_EVERY_MILLIS = 50;
    private static final int SETTLERS = 8;

    private final Orders orders;
    private final OrderBook book;
    private final Patience patience;
    private final Timer waited;
    private final Queue<Waiting> waiting = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService looks =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "payment-waits"));
    private final ExecutorService settlers = Executors.newFixedThreadPool(SETTLERS);
    private volatile boolean running;

    PaymentWaits(Orders orders, OrderBook book, OrderSettings settings, MeterRegistry meters) {
        this.orders = orders;
        this.book = book;
        this.patience = new Patience(settings.answerWithin(), System.nanoTime());
        this.waited = meters.timer("orders.payment.wait");
        meters.gaugeCollectionSize("orders.payment.waiting", List.of(), waiting);
    }

    /** An order once something has been heard of its payment, or as it is when that takes too long. */
    CompletableFuture<Order> payment(long orderId) {
        Waiting request = new Waiting(orderId, System.nanoTime(), new CompletableFuture<>());
        waiting.add(request);
        return request.answer();
    }

    private void look() {
        try {
            answerThoseThatNeedNotWait();
        } catch (RuntimeException bug) {
            log.error("Could not look for payments", bug);
        }
    }

    private void answerThoseThatNeedNotWait() {
        if (waiting.isEmpty()) {
            return;
        }
        Set<Long> heard = heardOf(waiting.stream().map(Waiting::orderId).toList());
        long now = System.nanoTime();
        if (!heard.isEmpty()) {
            patience.came(now);
        }
        answerIf(request -> heard.contains(request.orderId()));
        // Many requests may wait for one order, and say no more than one of them.
        patience.look(
                waiting.stream()
                        .collect(Collectors.toMap(Waiting::orderId, Waiting::since, (first, again) -> first))
                        .values(),
                now);
        answerIf(request -> patience.ends(request.since(), now));
    }

    private void answerIf(Predicate<Waiting> over) {
        waiting.removeIf(request -> {
            boolean answered = over.test(request);
            if (answered) {
                settlers.execute(() -> answer(request));
            }
            return answered;
        });
    }

    private Set<Long> heardOf(Collection<Long> ids) {
        try {
            return new HashSet<>(orders.heardOf(ids));
        } catch (DataAccessException | TransactionException trouble) {
            log.warn("Could not look for payments: {}", trouble.getMessage());
            return Set.of();
        }
    }

    private void answer(Waiting request) {
        try {
            Order settled = book.settle(request.orderId());
            waited.record(System.nanoTime() - request.since(), TimeUnit.NANOSECONDS);
            request.answer().complete(settled);
        } catch (RuntimeException failed) {
            request.answer().completeExceptionally(failed);
        }
    }

    @Override
    public void start() {
        running = true;
        var unused =
                looks.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        running = false;
        looks.shutdownNow();
        settlers.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the web server, whose last requests wait here. */
    @Override
    public int getPhase() {
        return 0;
    }
}
