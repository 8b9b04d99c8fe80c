package dev.banyan.bench.events;

import dev.banyan.events.Event;
import dev.banyan.kit.subscribe.Delivery;
import dev.banyan.kit.subscribe.EventHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A subscriber as services are: an inbox and one row of its own for each event, in one transaction. */
@SpringBootApplication(proxyBeanMethods = false)
class CountingService {

    /** Notes orders, and when each was heard of. */
    static final class Deliveries implements EventHandler {
        private final JdbcClient jdbc;
        private final AtomicLong handled = new AtomicLong();
        private final List<Double> delays = new ArrayList<>();

        Deliveries(JdbcClient jdbc) {
            this.jdbc = jdbc;
        }

        @Override
        public Set<String> types() {
            return Set.of(OutboxServer.TYPE);
        }

        @Override
        public void handle(Event event, Delivery delivery) {
            jdbc.sql("INSERT INTO delivered (order_id, version, amount) VALUES (?, ?, ?)"
                            + " ON DUPLICATE KEY UPDATE version = VALUES(version), amount = VALUES(amount)")
                    .params(
                            event.aggregateId(),
                            event.aggregateVersion(),
                            event.attributes().path("amount").longValue(0))
                    .update();
            handled.incrementAndGet();
            synchronized (delays) {
                delays.add(Duration.between(event.occurredAt(), Instant.now()).toNanos() / 1e6);
            }
        }

        long handled() {
            return handled.get();
        }

        /** Milliseconds from an event's time to its handling, of all since the last call. */
        List<Double> takeDelays() {
            synchronized (delays) {
                List<Double> taken = List.copyOf(delays);
                delays.clear();
                return taken;
            }
        }
    }

    @Bean
    Deliveries deliveries(JdbcClient jdbc) {
        return new Deliveries(jdbc);
    }
}
