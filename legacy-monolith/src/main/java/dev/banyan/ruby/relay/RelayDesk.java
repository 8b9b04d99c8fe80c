package dev.banyan.ruby.relay;

import dev.banyan.ruby.sql.WallTime;
import dev.banyan.ruby.web.InvalidRequest;
import dev.banyan.ruby.web.Problems;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** Brings orders to a shop's devices while the caller waits: each active one in turn until one takes the order. */
@Service
final class RelayDesk {

    /** Past this a try that was never settled counts as abandoned. */
    private static final Duration ABANDONED_AFTER = Duration.ofSeconds(10);

    private final RelayRows rows;
    private final Devices devices;
    private final DevicePush push;
    private final WallTime clock;

    RelayDesk(RelayRows rows, Devices devices, DevicePush push, WallTime clock) {
        this.rows = rows;
        this.devices = devices;
        this.push = push;
        this.clock = clock;
    }

    OrderRelay get(long shopId, long orderId) {
        return rows.find(shopId, orderId)
                .orElseThrow(
                        () -> Problems.notFound("Order %d was not relayed to shop %d.".formatted(orderId, shopId)));
    }

    /** Relays an order; repeated with its key, tries again only what failed. */
    OrderRelay relay(long shopId, String key, RelayedOrder order) {
        Optional<OrderRelay> before = rows.find(shopId, order.orderId());
        if (before.isEmpty()) {
            try {
                rows.insert(shopId, order.orderId(), key);
                return deliver(get(shopId, order.orderId()), order);
            } catch (DuplicateKeyException used) {
                before = Optional.of(rows.find(shopId, order.orderId()).orElseThrow(Problems::keyReused));
            }
        }
        OrderRelay seen = before.get();
        if (!key.equals(seen.key())) {
            throw Problems.conflict("Order %d was relayed with another Idempotency-Key.".formatted(seen.orderId()));
        }
        boolean again = seen.status() == RelayStatus.FAILED || isAbandoned(seen);
        return again && rows.claim(seen) ? deliver(get(shopId, seen.orderId()), order) : seen;
    }

    /** One device accepts; it may say so again, the others may not. */
    OrderRelay accept(long shopId, long orderId, long deviceId) {
        OrderRelay seen = get(shopId, orderId);
        if (devices.find(shopId, deviceId).isEmpty()) {
            throw new InvalidRequest("Shop %d has no device %d.".formatted(shopId, deviceId));
        }
        if (seen.status() != RelayStatus.ACCEPTED) {
            rows.accept(seen, deviceId);
        }
        OrderRelay accepted = get(shopId, orderId);
        if (!Objects.equals(accepted.deviceId(), deviceId)) {
            throw Problems.conflict(
                    "Order %d was accepted by device %d before.".formatted(orderId, accepted.deviceId()));
        }
        return accepted;
    }

    private OrderRelay deliver(OrderRelay tried, RelayedOrder order) {
        Optional<Device> taker = devices.of(tried.shopId()).stream()
                .filter(Device::active)
                .filter(device -> push.push(device, order))
                .findFirst();
        if (taker.isPresent()) {
            rows.settle(tried, RelayStatus.SENT, taker.get().id());
        } else {
            rows.settle(tried, RelayStatus.FAILED, null);
        }
        return get(tried.shopId(), tried.orderId());
    }

    private boolean isAbandoned(OrderRelay seen) {
        return seen.status() == RelayStatus.WAITING
                && (seen.updatedAt() == null
                        || seen.updatedAt().isBefore(clock.now().minus(ABANDONED_AFTER)));
    }
}
