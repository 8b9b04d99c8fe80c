package dev.banyan.relay.delivery;

import dev.banyan.kit.outbox.EventDraft;
import dev.banyan.kit.outbox.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Tells that a device of the shop has an order, where there is an outbox. */
@Component
final class Acknowledgements {

    private final @Nullable Outbox outbox;

    Acknowledgements(ObjectProvider<Outbox> outbox) {
        this.outbox = outbox.getIfAvailable();
    }

    /** Joins the transaction in which the delivery is written; to be called once for an order. */
    void tell(Delivery taken) {
        if (outbox != null) {
            EventDraft draft = EventDraft.of("OrderRelayAcknowledged", String.valueOf(taken.orderId()), 1)
                    .with("orderId", taken.orderId())
                    .with("shopId", taken.shopId());
            outbox.append(taken.memberId() == null ? draft : draft.with("memberId", taken.memberId()));
        }
    }
}
