package dev.banyan.kit.subscribe;

import dev.banyan.events.Event;
import dev.banyan.kit.subscribe.Outcome.Kind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a subscriber shows: {@code events.tried} by type and outcome, {@code events.lag} from an event's time to its handling,
 * {@code events.oldest.age} of the messages in hand, {@code events.in.hand}, {@code events.waiting} in the queue and {@code
 * events.dead.letters}.
 */
final class SubscriberMetrics {

    private final MeterRegistry meters;
    private final Clock clock;

    SubscriberMetrics(MeterRegistry meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    void tried(Event event, Kind kind) {
        meters.counter("events.tried", "type", event.type(), "outcome", kind.tag())
                .increment();
        if ((kind == Kind.HANDLED || kind == Kind.KNOWN) && !event.isRepublished()) {
            Duration lag = Duration.between(event.occurredAt(), clock.instant());
            meters.timer("events.lag", "type", event.type()).record(lag.isNegative() ? Duration.ZERO : lag);
        }
    }

    void gauge(String name, Supplier<Number> value) {
        Gauge.builder(name, value).register(meters);
    }
}
