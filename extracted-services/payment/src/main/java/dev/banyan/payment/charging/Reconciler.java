package dev.banyan.payment.charging;

import dev.banyan.payment.ledger.Payment;
import dev.banyan.payment.ledger.PaymentLedger;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Settles charges whose outcome was never written, because the database or the process died while the gateway was asked:
 * each is sent again as its customer would, with the same key, so that the gateway is asked under the same reference and
 * the row gets its answer. It goes to where customers' requests enter, not to our own rows: while a migration runs these
 * hold other sides' payments too, and only the owner of a member may write them. Looks once at the start, and then again
 * and again; several instances do no harm.
 */
@Component
final class Reconciler implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Reconciler.class);
    private static final int MOST_AT_ONCE = 100;
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(15);

    private final ReconcileSettings settings;
    private final PaymentLedger ledger;
    private final JsonMapper json;
    private final Clock clock;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "reconciler");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    Reconciler(ReconcileSettings settings, PaymentLedger ledger, JsonMapper json, Clock clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        if (!settings.through().isEmpty()) {
            var unused =
                    looks.scheduleWithFixedDelay(this::look, 0, settings.every().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void stop() {
        running = false;
        looks.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void look() {
        try {
            LocalDateTime abandoned = LocalDateTime.now(clock).minus(Patience.ABANDONED_AFTER);
            for (Payment payment : ledger.pendingSince(abandoned, MOST_AT_ONCE)) {
                log.info("Payment {} was left PENDING; sent again: {}", payment.id(), sendAgain(payment));
            }
        } catch (IOException | RuntimeException e) {
            log.warn("Payments left PENDING can't be settled now: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return the status that it was answered with; any but 2xx and 402 leaves it to the next look, or to its customer */
    private int sendAgain(Payment pending) throws IOException, InterruptedException {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("orderId", pending.orderId());
        body.put("amount", WholeUnits.of(Objects.requireNonNull(pending.amount())));
        body.put("method", pending.method());
        IOException failure = new IOException("no address");
        for (URI url : settings.through()) {
            HttpRequest request = HttpRequest.newBuilder(url.resolve("/api/payments"))
                    .timeout(ANSWER)
                    .header("Content-Type", "application/json")
                    .header("X-Member-Id", String.valueOf(pending.memberId()))
                    .header("Idempotency-Key", Objects.requireNonNull(pending.idempotencyKey()))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                    .build();
            try {
                return client.send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode();
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }
}
