package dev.banyan.order.book;

import dev.banyan.order.lifecycle.Command;
import org.jspecify.annotations.Nullable;

/** What an order is to do by itself, from what is known of it and what time it is. Pure. */
final class Due {

    private Due() {}

    /** The next command that has become true of it; null when there is none. */
    static @Nullable Command next(Order order, boolean paymentLate, boolean acceptanceLate) {
        OrderProcess process = order.process();
        return switch (order.status()) {
            case PENDING_PAYMENT -> process == null ? null : ofPayment(process.payment(), paymentLate);
            case CREATED ->
                acceptanceLate
                        ? Command.NOT_ACCEPTED_IN_TIME
                        : process != null && process.relayHeard() ? Command.RELAY_ACKNOWLEDGED : null;
            case RELAYED -> acceptanceLate ? Command.NOT_ACCEPTED_IN_TIME : null;
            case ACCEPTED, DELIVERING, DELIVERED, CANCELLED -> null;
        };
    }

    private static @Nullable Command ofPayment(OrderProcess.Payment payment, boolean late) {
        return switch (payment) {
            case APPROVED -> Command.PAID;
            case FAILED, REFUNDED -> Command.PAYMENT_FAILED;
            case REQUESTED -> late ? Command.PAYMENT_TIMED_OUT : null;
        };
    }
}
