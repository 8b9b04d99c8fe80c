package dev.banyan.order.web;

import dev.banyan.order.lifecycle.Command;
import org.jspecify.annotations.Nullable;

/**
 * What cancel may be sent.
 *
 * @param by who cancels; null as in requests of old, which may do what a shop may
 */
record CancelBody(@Nullable By by) {

    /** Who cancels. */
    enum By {
        CUSTOMER(Command.CANCEL_BY_CUSTOMER),
        SHOP(Command.CANCEL_BY_SHOP),
        ADMIN(Command.CANCEL_BY_ADMIN);

        private final Command command;

        By(Command command) {
            this.command = command;
        }
    }

    static Command command(@Nullable CancelBody body) {
        return body == null || body.by() == null ? Command.CANCEL_BY_SHOP : body.by().command;
    }
}
