package dev.banyan.order.lifecycle;

import static dev.banyan.order.lifecycle.Command.ACCEPT;
import static dev.banyan.order.lifecycle.Command.CANCEL_BY_ADMIN;
import static dev.banyan.order.lifecycle.Command.CANCEL_BY_CUSTOMER;
import static dev.banyan.order.lifecycle.Command.CANCEL_BY_SHOP;
import static dev.banyan.order.lifecycle.Command.COMPLETE;
import static dev.banyan.order.lifecycle.Command.DISPATCH;
import static dev.banyan.order.lifecycle.Command.NOT_ACCEPTED_IN_TIME;
import static dev.banyan.order.lifecycle.Command.PAID;
import static dev.banyan.order.lifecycle.Command.PAYMENT_FAILED;
import static dev.banyan.order.lifecycle.Command.PAYMENT_TIMED_OUT;
import static dev.banyan.order.lifecycle.Command.RELAY_ACKNOWLEDGED;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * The table of all legal moves. A {@link Verdict.Move} can be had nowhere else, and orders are written by moves alone, so
 * that no order can be where no row of this table leads.
 */
public final class Lifecycle {

    private static final Map<OrderStatus, Set<Command>> LEGAL = Map.of(
            OrderStatus.PENDING_PAYMENT,
            EnumSet.of(PAID, PAYMENT_FAILED, PAYMENT_TIMED_OUT),
            OrderStatus.CREATED,
            EnumSet.of(
                    RELAY_ACKNOWLEDGED,
                    ACCEPT,
                    NOT_ACCEPTED_IN_TIME,
                    CANCEL_BY_CUSTOMER,
                    CANCEL_BY_SHOP,
                    CANCEL_BY_ADMIN),
            OrderStatus.RELAYED,
            EnumSet.of(ACCEPT, NOT_ACCEPTED_IN_TIME, CANCEL_BY_CUSTOMER, CANCEL_BY_SHOP, CANCEL_BY_ADMIN),
            OrderStatus.ACCEPTED,
            EnumSet.of(DISPATCH, CANCEL_BY_SHOP, CANCEL_BY_ADMIN),
            OrderStatus.DELIVERING,
            EnumSet.of(COMPLETE, CANCEL_BY_ADMIN),
            OrderStatus.DELIVERED,
            Set.of(),
            OrderStatus.CANCELLED,
            Set.of());

    /** What was true of an order on its way stays true; hearing it late is no mistake. */
    private static final Map<Command, Set<OrderStatus>> OLD_NEWS = Map.of(
            PAID,
            EnumSet.of(OrderStatus.RELAYED, OrderStatus.ACCEPTED, OrderStatus.DELIVERING, OrderStatus.DELIVERED),
            RELAY_ACKNOWLEDGED,
            EnumSet.of(OrderStatus.ACCEPTED, OrderStatus.DELIVERING, OrderStatus.DELIVERED));

    private Lifecycle() {}

    /** What a command means to an order that stands there. */
    public static Verdict decide(OrderStatus status, Command command) {
        if (LEGAL.getOrDefault(status, Set.of()).contains(command)) {
            return new Verdict.Move(status, command);
        }
        boolean done = status == command.leadsTo()
                || OLD_NEWS.getOrDefault(command, Set.of()).contains(status);
        return done ? Verdict.Settled.REPEATED : Verdict.Settled.REFUSED;
    }
}
