package dev.banyan.kit.tracking;

import dev.banyan.events.Event;
import dev.banyan.kit.source.SourceDown;
import dev.banyan.kit.subscribe.Delivery;
import dev.banyan.kit.subscribe.EventHandler;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notes every delivery, so that one handled twice would be seen twice; the test says what goes wrong. */
@Component
public final class Deliveries implements EventHandler {

    /** What goes wrong with a parcel. */
    @FunctionalInterface
    public interface Trouble {
        void strike(Event event) throws InterruptedException;
    }

    private final JdbcClient jdbc;
    private final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
    private final List<Event> tries = new CopyOnWriteArrayList<>();

    Deliveries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<String> types() {
        return Set.of("ParcelDelivered");
    }

    @Override
    public void handle(Event event, Delivery delivery) {
        tries.add(event);
        if (delivery.republished()) {
            jdbc.sql("DELETE FROM delivery WHERE parcel = ? AND version = ?")
                    .params(event.aggregateId(), event.aggregateVersion())
                    .update();
        }
        jdbc.sql("INSERT INTO delivery (parcel, version, fee) VALUES (?, ?, ?)")
                .params(
                        event.aggregateId(),
                        event.aggregateVersion(),
                        event.attributes().path("fee").longValue(0))
                .update();
        try {
            troubles.getOrDefault(event.aggregateId(), none -> {}).strike(event);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SourceDown("stopped");
        }
    }

    public void trouble(String parcel, Trouble trouble) {
        troubles.put(parcel, trouble);
    }

    public void mend(String parcel) {
        troubles.remove(parcel);
    }

    /** Every call for the parcel. */
    public List<Event> tries(String parcel) {
        return tries.stream()
                .filter(event -> event.aggregateId().equals(parcel))
                .toList();
    }
}
