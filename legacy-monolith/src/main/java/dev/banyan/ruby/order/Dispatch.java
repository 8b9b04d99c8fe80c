package dev.banyan.ruby.order;

import dev.banyan.ruby.relay.Relay;
import dev.banyan.ruby.relay.RelayFailure;
import dev.banyan.ruby.relay.RelayStatus;
import dev.banyan.ruby.relay.RelayedOrder;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Hands orders to the relay. Whatever goes wrong there, the order stays as it is; {@link RelaySweeper} tries again. */
@Component
final class Dispatch {

    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);

    private final Relay relay;

    Dispatch(Relay relay) {
        this.relay = relay;
    }

    /** What the relay said; empty when it said nothing. The key is made of the order's id: repeating is no mistake. */
    Optional<RelayStatus> relay(Order order) {
        if (order.shopId() == null) {
            return Optional.empty();
        }
        var items = order.items().stream()
                .map(item -> new RelayedOrder.Item(
                        Objects.requireNonNullElse(item.name(), "메뉴 " + item.menuId()), item.qty()))
                .toList();
        try {
            return Optional.of(relay.send(
                    order.shopId(),
                    order.memberId(),
                    "ord-" + order.id() + "-relay",
                    new RelayedOrder(order.id(), order.totalAmount(), items)));
        } catch (RelayFailure | DataAccessException | TransactionException e) {
            log.warn("Order {} was not relayed to shop {}: {}", order.id(), order.shopId(), e.getMessage());
            return Optional.empty();
        }
    }
}
