package dev.banyan.settlement.books;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Books sales and refunds. A fact is booked once, whatever is told again and in whichever order: a refund whose order is
 * not known to be delivered waits for it. What is booked stays booked.
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

    /** Takes in what has happened, and books what is new of it. */
    public void record(Collection<DeliveredOrder> orders, Collection<RefundedPayment> refunds) {
        if (orders.isEmpty() && refunds.isEmpty()) {
            return;
        }
        told.keepOrders(orders);
        told.keepRefunds(refunds);
        List<Long> orderIds =
                orders.stream().map(DeliveredOrder::orderId).distinct().toList();
        List<Long> paymentIds =
                refunds.stream().map(RefundedPayment::paymentId).distinct().toList();
        Set<Fact> facts = new LinkedHashSet<>(told.unbookedSales(orderIds));
        facts.addAll(told.unbookedRefunds(paymentIds));
        facts.addAll(told.unbookedRefundsOfOrders(orderIds));
        if (!facts.isEmpty()) {
            OpenDays open = calendar.holdOpenDays();
            ledger.book(facts, open);
        }
    }

    /** A new copy begins: forgets what was told, for it will be told again. What is booked and settled stays. */
    public void forgetWhatWasTold() {
        told.forget();
    }
}
