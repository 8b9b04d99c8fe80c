package dev.banyan.relay.order;

import dev.banyan.kit.database.DeadlockRetry;
import dev.banyan.kit.web.Problem;
import dev.banyan.relay.delivery.Deliveries;
import dev.banyan.relay.delivery.Delivery;
import dev.banyan.relay.delivery.Delivery.Step;
import dev.banyan.relay.delivery.Dispatcher;
import dev.banyan.relay.delivery.RelayedOrder;
import dev.banyan.relay.device.Devices;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes orders for shops, and the shops' acceptances. What it has answered for is in the database. */
@Service
public final class RelayDesk {

    private final RelayRows rows;
    private final Deliveries deliveries;
    private final Dispatcher dispatcher;
    private final Devices devices;
    private final DeadlockRetry retry;
    private final TransactionTemplate transaction;

    RelayDesk(
            RelayRows rows,
            Deliveries deliveries,
            Dispatcher dispatcher,
            Devices devices,
            DeadlockRetry retry,
            PlatformTransactionManager transactions) {
        this.rows = rows;
        this.deliveries = deliveries;
        this.dispatcher = dispatcher;
        this.devices = devices;
        this.retry = retry;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** How far the order got: the row, and what its delivery knows that the row does not say yet. */
    public OrderRelay get(long shopId, long orderId) {
        OrderRelay row = rows.find(shopId, orderId)
                .orElseThrow(() -> Problem.notFound("Order %d was not relayed to shop %d".formatted(orderId, shopId)));
        return row.status() == RelayStatus.ACCEPTED
                ? row
                : deliveries
                        .find(shopId, orderId)
                        .map(delivery -> seen(row, delivery))
                        .orElse(row);
    }

    /**
     * Takes an order; with the same key again, answers how far it got, and tries again what failed.
     *
     * @param memberId whose it is; null where nobody says it
     */
    public OrderRelay relay(long shopId, @Nullable Long memberId, String key, RelayedOrder order) {
        Optional<OrderRelay> before = rows.find(shopId, order.orderId());
        if (before.isEmpty()) {
            try {
                inTransaction(() -> {
                    rows.insert(shopId, order.orderId(), key);
                    deliveries.open(shopId, memberId, order);
                });
                dispatcher.wake();
                return get(shopId, order.orderId());
            } catch (DuplicateKeyException used) {
                before = Optional.of(rows.find(shopId, order.orderId()).orElseThrow(Problem::keyReused));
            }
        }
        if (!key.equals(before.get().key())) {
            throw Problem.conflict("Order %d was relayed with another Idempotency-Key".formatted(order.orderId()));
        }
        OrderRelay seen = get(shopId, order.orderId());
        boolean underWay = deliveries
                .find(shopId, order.orderId())
                .filter(delivery -> delivery.step() != Step.GIVEN_UP)
                .isPresent();
        boolean settled = seen.status() == RelayStatus.ACCEPTED || seen.status() == RelayStatus.SENT;
        if (settled || underWay) {
            return seen;
        }
        inTransaction(() -> deliveries.open(shopId, memberId, order));
        dispatcher.wake();
        return get(shopId, order.orderId());
    }

    /**
     * One device accepts; it may say so again, the others may not.
     *
     * @throws Problem 409 when another device was first
     */
    public OrderRelay accept(long shopId, long orderId, long deviceId) {
        OrderRelay seen = get(shopId, orderId);
        if (devices.find(shopId, deviceId).isEmpty()) {
            throw Problem.invalid("Shop %d has no device %d".formatted(shopId, deviceId));
        }
        if (seen.status() != RelayStatus.ACCEPTED) {
            inTransaction(() -> {
                if (rows.accept(shopId, orderId, deviceId, seen.tries())) {
                    deliveries.report(shopId, orderId);
                }
            });
            dispatcher.wake();
        }
        OrderRelay accepted = get(shopId, orderId);
        if (!Objects.equals(accepted.deviceId(), deviceId)) {
            throw Problem.conflict("Order %d was accepted by device %d before".formatted(orderId, accepted.deviceId()));
        }
        return accepted;
    }

    private static OrderRelay seen(OrderRelay row, Delivery delivery) {
        int tries = Math.max(row.tries(), delivery.tries());
        if (delivery.sentDeviceId() != null) {
            return row.with(RelayStatus.SENT, delivery.sentDeviceId(), tries);
        }
        RelayStatus status = delivery.step() == Step.GIVEN_UP ? RelayStatus.FAILED : RelayStatus.WAITING;
        return row.with(status, row.deviceId(), tries);
    }

    private void inTransaction(Runnable work) {
        retry.run(() -> transaction.execute(status -> {
            work.run();
            return true;
        }));
    }
}
