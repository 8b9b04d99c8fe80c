package dev.banyan.relay.delivery;

import dev.banyan.kit.source.SourceDown;
import dev.banyan.relay.delivery.Delivery.Step;
import dev.banyan.relay.device.Device;
import dev.banyan.relay.device.Devices;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes a claimed delivery one step further. Each step is one call to somebody and one write of what became of it, so that
 * a process that dies repeats one call at most. No transaction is open during a call.
 */
@Component
final class Courier {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);

    private final Deliveries deliveries;
    private final Devices devices;
    private final DevicePush push;
    private final Proxies proxies;
    private final PlacedOrders orders;
    private final RelaySettings settings;

    Courier(
            Deliveries deliveries,
            Devices devices,
            DevicePush push,
            Proxies proxies,
            PlacedOrders orders,
            RelaySettings settings) {
        this.deliveries = deliveries;
        this.devices = devices;
        this.push = push;
        this.proxies = proxies;
        this.orders = orders;
        this.settings = settings;
    }

    void advance(Delivery claimed) {
        switch (claimed.step()) {
            case OFFER -> offer(claimed);
            case ASK -> ask(claimed);
            case ACCEPT -> accept(claimed);
            case REPORT -> report(claimed);
            case REST, GIVEN_UP, STOPPED -> deliveries.settle(claimed, null);
        }
    }

    private void offer(Delivery claimed) {
        if (deliveries.isAccepted(claimed)) {
            deliveries.finish(claimed);
            return;
        }
        Optional<Device> next = nextOf(devices.of(claimed.shopId()), claimed.lastDeviceId());
        if (next.isEmpty()) {
            endRound(claimed);
            return;
        }
        Device device = next.get();
        switch (push.push(device, Objects.requireNonNull(claimed.order()))) {
            case ACCEPTED ->
                deliveries.taken(claimed, claimed.tried(device.id(), true).at(Step.ACCEPT), Duration.ZERO);
            case TAKEN ->
                deliveries.taken(claimed, claimed.tried(device.id(), true).at(Step.ASK), settings.acceptWithin());
            case NOT_TAKEN -> deliveries.settle(claimed.tried(device.id(), false), Duration.ZERO);
        }
    }

    private void endRound(Delivery claimed) {
        if (claimed.sentDeviceId() != null) {
            deliveries.settle(claimed.at(Step.REST), null);
        } else if (claimed.age().compareTo(settings.giveUpAfter()) > 0) {
            log.warn("No device of shop {} took order {}", claimed.shopId(), claimed.orderId());
            deliveries.settle(claimed.at(Step.GIVEN_UP), null);
        } else {
            deliveries.settle(claimed.nextRound(), settings.pauseAfter(claimed.round()));
        }
    }

    private void ask(Delivery claimed) {
        Step next = waits(claimed) ? Step.OFFER : Step.STOPPED;
        deliveries.settle(claimed.at(next), next == Step.OFFER ? Duration.ZERO : null);
    }

    /** Whether somebody has still to accept it: shops do so by hand, too. An order of which nobody tells is taken to wait. */
    private boolean waits(Delivery claimed) {
        try {
            return orders.find(claimed.orderId(), claimed.memberId())
                    .map(PlacedOrder::waits)
                    .orElse(true);
        } catch (SourceDown notNow) {
            return true;
        }
    }

    private void accept(Delivery claimed) {
        long device = Objects.requireNonNull(claimed.sentDeviceId());
        switch (proxies.accept(claimed.shopId(), claimed.orderId(), device)) {
            case DONE -> deliveries.settle(claimed.at(Step.REPORT), Duration.ZERO);
            case REFUSED -> deliveries.finish(claimed);
            case UNKNOWN -> deliveries.settle(claimed.nextRound(), settings.pauseAfter(claimed.round()));
        }
    }

    private void report(Delivery claimed) {
        switch (proxies.report(claimed.orderId(), memberOf(claimed))) {
            case DONE -> deliveries.finish(claimed);
            case REFUSED -> {
                log.warn("Order {} was accepted by its shop, but has ended", claimed.orderId());
                deliveries.finish(claimed);
            }
            case UNKNOWN -> deliveries.settle(claimed.nextRound(), settings.pauseAfter(claimed.round()));
        }
    }

    /** Whoever relayed the order before may not have said whose it is. Without a member the proxies may find no owner. */
    private @Nullable Long memberOf(Delivery claimed) {
        if (claimed.memberId() != null) {
            return claimed.memberId();
        }
        try {
            return orders.find(claimed.orderId(), null)
                    .map(PlacedOrder::memberId)
                    .orElse(null);
        } catch (SourceDown notNow) {
            return null;
        }
    }

    /** The device whose turn it is; empty when all have had theirs. */
    static Optional<Device> nextOf(List<Device> devices, @Nullable Long last) {
        int turn = 0;
        for (int i = 0; last != null && i < devices.size(); i++) {
            if (devices.get(i).id() == last) {
                turn = i + 1;
            }
        }
        return devices.stream().skip(turn).filter(Device::active).findFirst();
    }
}
