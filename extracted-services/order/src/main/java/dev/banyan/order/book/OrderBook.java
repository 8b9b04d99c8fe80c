package dev.banyan.order.book;

import dev.banyan.kit.database.DeadlockRetry;
import dev.banyan.kit.web.Problem;
import dev.banyan.order.lifecycle.Command;
import dev.banyan.order.lifecycle.Lifecycle;
import dev.banyan.order.lifecycle.OrderStatus;
import dev.banyan.order.lifecycle.Verdict;
import dev.banyan.order.lifecycle.Verdict.Move;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Places and moves orders. A move, the fact that tells of it, and the deadlines that follow from it are one transaction; of
 * two moves at the same moment the second sees what the first has done. Only for whoever may write the order now: while a
 * migration runs, that is a request that came in by its member's key.
 */
@Component
public final class OrderBook {

    /** How long a refund is left to the request that cancelled the order: its answer tells whether the money is back. */
    private static final Duration HEAD_START = Duration.ofSeconds(1);

    private final Orders orders;
    private final OrderWriter writer;
    private final Processes processes;
    private final Deadlines deadlines;
    private final Facts facts;
    private final OrderSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private final DeadlockRetry retry;
    private final TransactionTemplate transaction;

    OrderBook(
            Orders orders,
            OrderWriter writer,
            Processes processes,
            Deadlines deadlines,
            Facts facts,
            OrderSettings settings,
            Clock clock,
            MeterRegistry meters,
            DeadlockRetry retry,
            PlatformTransactionManager transactions) {
        this.orders = orders;
        this.writer = writer;
        this.processes = processes;
        this.deadlines = deadlines;
        this.facts = facts;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
        this.retry = retry;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @throws Problem 404 */
    public Order get(long id) {
        return orders.find(id).orElseThrow(() -> Problem.notFound("There is no order " + id));
    }

    /**
     * Places an order, whose payment is asked for, and returns its id.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the member used the key before
     */
    public long place(NewOrder wanted) {
        return run(() -> {
            long id = writer.insert(wanted);
            askForPayment(get(id), 1, wanted.memberId(), wanted.method());
            return id;
        });
    }

    /** An order that the monolith left unpaid is paid here. Does nothing when that has begun, or it has moved on. */
    public Order adopt(Order unpaid, long memberId, PaymentMethod method) {
        run(() -> {
            if (writer.touch(unpaid)) {
                askForPayment(unpaid, unpaid.version() + 1, memberId, method);
            }
            return true;
        });
        return get(unpaid.id());
    }

    /**
     * Has an order obey; repeating a command changes nothing more. One whose payment is known is paid first.
     *
     * @param seen as it was read; where it has moved since, it is read again
     * @throws Problem 404; 409 when an order that stands there can't do that
     */
    public Order obey(Order seen, Command command) {
        Order order = settled(seen);
        while (true) {
            Verdict verdict = Lifecycle.decide(order.status(), command);
            if (verdict == Verdict.Settled.REPEATED) {
                return order;
            }
            if (!(verdict instanceof Move move)) {
                throw Problem.conflict(
                        "Order %d is %s and can't become %s".formatted(order.id(), order.status(), command.leadsTo()));
            }
            if (make(order, move)) {
                return get(order.id());
            }
            order = settled(get(order.id()));
        }
    }

    /**
     * Brings an order to where what is known of it says that it is: paid, or not, or too late. Makes no claim of its own,
     * so that anybody may ask for it at any time.
     *
     * @throws Problem 404
     */
    public Order settle(long id) {
        while (true) {
            // Read before the order: news that come from here on keep their deadline, and are looked at again.
            Map<Deadline.Kind, Deadline> set = deadlines.of(id);
            Order order = get(id);
            Command due =
                    Due.next(order, isPast(set.get(Deadline.Kind.PAYMENT)), isPast(set.get(Deadline.Kind.ACCEPTANCE)));
            if (due == null) {
                conclude(order, set);
                return order;
            }
            if (!(Lifecycle.decide(order.status(), due) instanceof Move move)) {
                throw new IllegalStateException(due + " is due for an order that is " + order.status());
            }
            make(order, move);
        }
    }

    /** A payment that came for an order that had been cancelled goes back; all other news have been heeded. */
    private void conclude(Order order, Map<Deadline.Kind, Deadline> set) {
        boolean owes = order.status() == OrderStatus.CANCELLED && order.paid().signum() > 0;
        if (owes && !set.containsKey(Deadline.Kind.REFUND)) {
            run(() -> {
                deadlines.set(order.id(), Deadline.Kind.REFUND, order.memberId(), clock.instant());
                return true;
            });
        }
        Deadline news = set.get(Deadline.Kind.NEWS);
        if (news != null) {
            deadlines.finish(news);
        }
    }

    private boolean isPast(@Nullable Deadline deadline) {
        return deadline != null && !deadline.dueAt().isAfter(clock.instant());
    }

    private Order settled(Order seen) {
        return seen.status() == OrderStatus.PENDING_PAYMENT ? settle(seen.id()) : seen;
    }

    private void askForPayment(Order order, long version, long memberId, PaymentMethod method) {
        processes.open(order.id(), memberId, method);
        deadlines.set(
                order.id(), Deadline.Kind.PAYMENT, memberId, clock.instant().plus(settings.payWithin()));
        facts.paymentRequested(order, version, method);
    }

    private boolean make(Order seen, Move move) {
        boolean made = run(() -> {
            if (!writer.move(seen, move, seen.knownPaymentId())) {
                return false;
            }
            facts.moved(seen, seen.version() + 1, move);
            follow(seen, move);
            return true;
        });
        if (made) {
            meters.counter("orders.moves", "to", move.to().name()).increment();
        }
        return made;
    }

    private void follow(Order seen, Move move) {
        switch (move.to()) {
            case CREATED -> {
                deadlines.clear(seen.id(), Deadline.Kind.PAYMENT);
                deadlines.set(
                        seen.id(),
                        Deadline.Kind.ACCEPTANCE,
                        seen.memberId(),
                        clock.instant().plus(settings.acceptWithin()));
            }
            case ACCEPTED -> deadlines.clear(seen.id(), Deadline.Kind.ACCEPTANCE);
            case CANCELLED -> {
                deadlines.clear(seen.id(), Deadline.Kind.PAYMENT);
                deadlines.clear(seen.id(), Deadline.Kind.ACCEPTANCE);
                refundWhatIsPaid(seen);
            }
            case PENDING_PAYMENT, RELAYED, DELIVERING, DELIVERED -> {}
        }
    }

    private void refundWhatIsPaid(Order seen) {
        if (seen.process() == null && seen.paymentId() != null) {
            processes.openPaid(seen);
        }
        if (seen.paid().signum() > 0 && seen.knownPaymentId() != null) {
            deadlines.set(
                    seen.id(),
                    Deadline.Kind.REFUND,
                    seen.memberId(),
                    clock.instant().plus(HEAD_START));
        }
    }

    private <T> T run(Supplier<T> work) {
        return retry.run(() -> Objects.requireNonNull(transaction.execute(status -> work.get())));
    }
}
