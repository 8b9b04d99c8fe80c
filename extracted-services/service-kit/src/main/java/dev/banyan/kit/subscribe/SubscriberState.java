package dev.banyan.kit.subscribe;

import dev.banyan.events.QueueDepth;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** How the subscriber is. No part of readiness: what the service has, it can serve without its queue. */
final class SubscriberState implements HealthIndicator, Heard {

    private static final Logger log = LoggerFactory.getLogger(SubscriberState.class);

    private final Clock clock;
    private volatile @Nullable Lanes lanes;
    private volatile @Nullable String trouble = "has not asked its queue yet";
    private volatile QueueDepth depth = new QueueDepth(0, 0, 0);
    private volatile @Nullable Instant emptiedAt;

    SubscriberState(SubscriberMetrics metrics, Clock clock) {
        this.clock = clock;
        metrics.gauge("events.oldest.age", () -> oldestAge().toMillis() / 1000.0);
        metrics.gauge("events.in.hand", this::inHand);
        metrics.gauge("events.waiting", () -> depth.waiting());
        metrics.gauge("events.dead.letters", () -> depth.dead());
    }

    void shows(Lanes shown) {
        lanes = shown;
    }

    void depth(QueueDepth newDepth) {
        depth = newDepth;
    }

    void up() {
        trouble = null;
    }

    /** The queue gave less than it was asked for, and what it gave is in hand. */
    void emptied() {
        emptiedAt = clock.instant();
    }

    void down(String why) {
        if (!why.equals(trouble)) {
            log.warn("No events are received: {}", why);
        }
        trouble = why;
    }

    @Override
    public Optional<Instant> upTo() {
        Instant emptied = emptiedAt;
        Lanes shown = lanes;
        if (emptied == null || shown == null) {
            return Optional.empty();
        }
        Instant oldest = shown.oldest().orElse(emptied);
        return Optional.of(oldest.isBefore(emptied) ? oldest : emptied);
    }

    private int inHand() {
        Lanes shown = lanes;
        return shown == null ? 0 : shown.size();
    }

    private Duration oldestAge() {
        Lanes shown = lanes;
        Instant now = clock.instant();
        return shown == null ? Duration.ZERO : Duration.between(shown.oldest().orElse(now), now);
    }

    @Override
    public Health health() {
        String why = trouble;
        Health.Builder health = why == null ? Health.up() : Health.down().withDetail("trouble", why);
        return health.withDetail("waiting", depth.waiting())
                .withDetail("inHand", inHand())
                .withDetail("oldestAge", oldestAge().toString())
                .withDetail("deadLetters", depth.dead())
                .build();
    }
}
