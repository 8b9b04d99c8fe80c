package dev.banyan.payment.charging;

import dev.banyan.kit.http.JsonHttp;
import dev.banyan.kit.http.NoAnswer;
import dev.banyan.payment.ledger.Payment;
import dev.banyan.payment.ledger.PaymentLedger;
import dev.banyan.payment.ledger.WholeUnits;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
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

    private final ReconcileSettings settings;
    private final PaymentLedger ledger;
    private final JsonHttp http;
    private final Clock clock;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "reconciler");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    Reconciler(ReconcileSettings settings, PaymentLedger ledger, JsonMapper json, Clock clock) {
        this.settings = settings;
        this.ledger = ledger;
        this.http = new JsonHttp(json, CONNECT, settings.answerTimeout());
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
        } catch (NoAnswer none) {
            if (running) {
                log.warn("Payments left PENDING can't be settled now: the last address {}", none.getMessage());
            }
        } catch (RuntimeException e) {
            log.warn("Payments left PENDING can't be settled now: {}", e.toString());
        }
    }

    /**
     * Through the first address that answers.
     *
     * @return the status that it was answered with; any but 2xx and 402 leaves it to the next look, or to its customer
     * @throws NoAnswer when none did
     */
    private int sendAgain(Payment pending) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("orderId", pending.orderId());
        body.put("amount", WholeUnits.of(Objects.requireNonNull(pending.amount())));
        body.put("method", pending.method());
        Map<String, String> headers = Map.of(
                "X-Member-Id",
                String.valueOf(pending.memberId()),
                "Idempotency-Key",
                Objects.requireNonNull(pending.idempotencyKey()));
        List<URI> addresses = settings.through();
        for (URI url : addresses.subList(0, addresses.size() - 1)) {
            try {
                return send(url, headers, body);
            } catch (NoAnswer none) {
                log.info("{} {}", url, none.getMessage());
            }
        }
        return send(addresses.get(addresses.size() - 1), headers, body);
    }

    private int send(URI address, Map<String, String> headers, Map<String, Object> body) {
        return http.post(address.resolve("/api/payments"), headers, body).status();
    }
}
