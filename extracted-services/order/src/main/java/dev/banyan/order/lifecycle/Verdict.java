package dev.banyan.order.lifecycle;

/** What a command means to an order. */
public sealed interface Verdict {

    /** A legal move, made by {@link Lifecycle} alone. */
    final class Move implements Verdict {

        private final OrderStatus from;
        private final Command command;

        Move(OrderStatus from, Command command) {
            this.from = from;
            this.command = command;
        }

        public OrderStatus from() {
            return from;
        }

        public OrderStatus to() {
            return command.leadsTo();
        }

        public Command command() {
            return command;
        }

        @Override
        public String toString() {
            return from + " -> " + to() + " (" + command + ")";
        }
    }

    /** Nothing is to be written. */
    enum Settled implements Verdict {
        /** What it asks for has happened. */
        REPEATED,
        /** An order that stands there can't do that. */
        REFUSED
    }
}
