package dev.banyan.settlement.books;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Books sales and refunds. A fact is booked once, whoever tells of it, whatever is told again and in whichever order: a
 * refund whose order is not known to be delivered waits for it. What is booked stays booked.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Books {

    private final Told told;
    private final Calendar calendar;
    private final Ledger ledger;

    Books(Told told, Calendar calendar, Ledger ledger) {
        this.told = told;
        this.calendar = calendar;
        this.ledger = ledger;
    }

    /**
     * Takes in what has happened, and books what is new of it. The gate comes first, and nothing may have been read in the
     * transaction before it: of an order and its refund that are told at the same moment, by the feed and by an event, the
     * second must see the first.
     */
    public void record(Teller teller, Collection<DeliveredOrder> orders, Collection<RefundedPayment> refunds) {
        if (orders.isEmpty() && refunds.isEmpty()) {
            return;
        }
        calendar.holdGate();
        told.keepOrders(teller, orders);
        told.keepRefunds(teller, refunds);
        List<Long> orderIds =
                orders.stream().map(DeliveredOrder::orderId).distinct().toList();
        List<Long> paymentIds =
                refunds.stream().map(RefundedPayment::paymentId).distinct().toList();
        Set<Fact> facts = new LinkedHashSet<>(told.unbookedSales(orderIds));
        facts.addAll(told.unbookedRefunds(paymentIds));
        facts.addAll(told.unbookedRefundsOfOrders(orderIds));
        if (!facts.isEmpty()) {
            ledger.book(facts, calendar.openDays());
        }
    }

    /** A new copy begins: forgets what only the feed told, for it will tell it again. What is booked and settled stays. */
    public void forgetWhatTheFeedTold() {
        calendar.holdGate();
        told.forgetTheFeed();
    }
}
