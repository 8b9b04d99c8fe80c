package dev.banyan.order.checkout;

import dev.banyan.kit.web.Problem;
import dev.banyan.order.book.NewOrder;
import dev.banyan.order.book.Order;
import dev.banyan.order.book.OrderBook;
import dev.banyan.order.book.OrderLine;
import dev.banyan.order.book.Orders;
import dev.banyan.order.book.PaymentMethod;
import dev.banyan.order.catalogue.Catalogue;
import dev.banyan.order.catalogue.Members;
import dev.banyan.order.catalogue.Wish;
import dev.banyan.order.lifecycle.OrderStatus;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * From what a member wants to a paid order: it is priced, committed as PENDING_PAYMENT together with the event that asks
 * for its payment, and then waited for. A request repeated with its key goes on where the first one stopped.
 */
@Service
public final class Checkout {

    private static final BigDecimal MOST = BigDecimal.valueOf(2_000_000_000);

    /** What a member wants to eat and how they pay. */
    public record Wanted(
            long memberId,
            String key,
            long shopId,
            List<Wish> wishes,
            PaymentMethod method,
            @Nullable String note) {

        public Wanted {
            wishes = List.copyOf(wishes);
        }
    }

    /**
     * A placed order.
     *
     * @param fresh false when an earlier request with the same key placed it
     */
    public record Placed(Order order, boolean fresh) {}

    private final Orders orders;
    private final OrderBook book;
    private final Catalogue catalogue;
    private final Members members;
    private final PaymentWaits waits;

    Checkout(Orders orders, OrderBook book, Catalogue catalogue, Members members, PaymentWaits waits) {
        this.orders = orders;
        this.book = book;
        this.catalogue = catalogue;
        this.members = members;
        this.waits = waits;
    }

    /**
     * Places an order and waits for its payment, for a bounded time: it may still be PENDING_PAYMENT then.
     *
     * @throws Problem when it can't be placed
     */
    public CompletableFuture<Placed> place(Wanted wanted) {
        Optional<Order> first = orders.findByKey(wanted.memberId(), wanted.key());
        if (first.isEmpty()) {
            List<OrderLine> lines = catalogue.price(wanted.shopId(), wanted.wishes());
            NewOrder order = new NewOrder(
                    wanted.memberId(), wanted.key(), wanted.shopId(), wanted.note(), wanted.method(), lines);
            check(order);
            try {
                long id = book.place(order);
                return waits.payment(id).thenApply(settled -> new Placed(settled, true));
            } catch (DuplicateKeyException sameMoment) {
                first = orders.findByKey(wanted.memberId(), wanted.key());
                if (first.isEmpty()) {
                    throw sameMoment;
                }
            }
        }
        return goOn(first.get(), wanted).thenApply(settled -> new Placed(settled, false));
    }

    private CompletableFuture<Order> goOn(Order first, Wanted wanted) {
        refuseOtherRequest(first, wanted);
        boolean leftByMonolith = first.status() == OrderStatus.PENDING_PAYMENT && first.process() == null;
        Order order = leftByMonolith ? book.adopt(first, wanted.memberId(), wanted.method()) : first;
        return order.status() == OrderStatus.PENDING_PAYMENT
                ? waits.payment(order.id())
                : CompletableFuture.completedFuture(order);
    }

    private void check(NewOrder order) {
        BigDecimal total = order.total();
        if (total.signum() <= 0 || total.compareTo(MOST) > 0) {
            throw Problem.invalid("An order must cost 1 to %s won; this one costs %s".formatted(MOST, total));
        }
        if (!members.knows(order.memberId())) {
            throw Problem.invalid("There is no member " + order.memberId());
        }
    }

    private static void refuseOtherRequest(Order first, Wanted wanted) {
        Map<Long, Integer> ordered = new HashMap<>();
        first.lines()
                .forEach(line ->
                        ordered.merge(Objects.requireNonNullElse(line.menuId(), 0L), line.quantity(), Integer::sum));
        Map<Long, Integer> asked = new HashMap<>();
        wanted.wishes().forEach(wish -> asked.put(wish.menuId(), wish.quantity()));
        boolean same = Objects.equals(first.shopId(), wanted.shopId())
                && ordered.equals(asked)
                && Objects.equals(first.note(), wanted.note());
        if (!same) {
            throw Problem.keyReused();
        }
    }
}
