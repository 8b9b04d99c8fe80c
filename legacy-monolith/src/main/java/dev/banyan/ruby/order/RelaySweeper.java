package dev.banyan.ruby.order;

import dev.banyan.ruby.relay.RelayProperties;
import dev.banyan.ruby.relay.RelayStatus;
import dev.banyan.ruby.sql.WallTime;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Relays again what is CREATED but has not reached its shop. Runs in one thread. */
@Component
final class RelaySweeper {

    /** Whoever waits longer has long called the shop. */
    private static final Duration OLDEST = Duration.ofHours(1);

    private static final Logger log = LoggerFactory.getLogger(RelaySweeper.class);

    private final OrderRows rows;
    private final Dispatch dispatch;
    private final RelayProperties properties;
    private final WallTime clock;
    /** When an order may be sent again. What a relay elsewhere has taken may be long in showing up in our tables. */
    private final Map<Long, LocalDateTime> notBefore = new HashMap<>();

    RelaySweeper(OrderRows rows, Dispatch dispatch, RelayProperties properties, WallTime clock) {
        this.rows = rows;
        this.dispatch = dispatch;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${ruby.relay.sweep-every}")
    void sweep() {
        if (!properties.sweeps()) {
            return;
        }
        try {
            LocalDateTime now = clock.now();
            List<Long> waiting = rows.unrelayed(now.minus(OLDEST), now.minus(properties.sweepAfter()));
            notBefore.keySet().retainAll(waiting);
            for (long id : waiting) {
                if (!now.isBefore(notBefore.getOrDefault(id, now))) {
                    notBefore.put(id, again(id, now));
                }
            }
        } catch (DataAccessException e) {
            log.warn("Could not look for orders to relay: {}", e.getMessage());
        }
    }

    private LocalDateTime again(long id, LocalDateTime now) {
        Optional<RelayStatus> status = rows.find(id)
                .filter(order -> order.status() == OrderStatus.CREATED)
                .flatMap(dispatch::relay);
        return status.isPresent() && status.get() != RelayStatus.FAILED
                ? LocalDateTime.MAX
                : now.plus(properties.sweepAfter());
    }
}
