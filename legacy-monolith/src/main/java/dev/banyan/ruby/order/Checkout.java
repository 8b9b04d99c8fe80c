package dev.banyan.ruby.order;

import dev.banyan.ruby.menu.Menu;
import dev.banyan.ruby.menu.Menus;
import dev.banyan.ruby.payment.NewPayment;
import dev.banyan.ruby.payment.Payment;
import dev.banyan.ruby.payment.PaymentProblem;
import dev.banyan.ruby.payment.Payments;
import dev.banyan.ruby.shop.Shop;
import dev.banyan.ruby.shop.Shops;
import dev.banyan.ruby.web.InvalidRequest;
import dev.banyan.ruby.web.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/**
 * From what a member wants to a paid order. The order is committed as PENDING_PAYMENT, then paid outside any
 * transaction, then CREATED and relayed to the shop, or CANCELLED. A request repeated with its key goes on where the first one stopped; the
 * payment's key is made of the order's id, so that an order is paid once.
 */
@Service
final class Checkout {

    /**
     * A placed order.
     *
     * @param fresh false when an earlier request with the same key placed it
     */
    record Placed(Order order, boolean fresh) {}

    private final OrderRows rows;
    private final OrderDesk desk;
    private final Shops shops;
    private final Menus menus;
    private final Payments payments;
    private final Dispatch dispatch;

    Checkout(OrderRows rows, OrderDesk desk, Shops shops, Menus menus, Payments payments, Dispatch dispatch) {
        this.rows = rows;
        this.desk = desk;
        this.shops = shops;
        this.menus = menus;
        this.payments = payments;
        this.dispatch = dispatch;
    }

    /**
     * Places and pays an order.
     *
     * @throws PaymentProblem when it was declined, and so cancelled; or when it is not known to be paid, and so waits
     *     for the request to be repeated
     */
    Placed place(long memberId, String key, NewOrder wanted) {
        Optional<Order> repeated = rows.findByKey(memberId, key);
        Order order = repeated.isPresent() ? repeated.get() : commit(memberId, key, wanted);
        if (repeated.isPresent()) {
            refuseOtherRequest(order, wanted);
        }
        return new Placed(settle(memberId, order, wanted), repeated.isEmpty());
    }

    /**
     * Brings an order to where its payment is, for one that was paid while somebody else owned it. Claims nothing: it looks.
     * Refused with 409, to be asked again, while nothing is known of its payment.
     */
    Order settle(long id) {
        Order order = desk.get(id);
        Optional<OrderRows.Settled> payment = rows.settledBy(order);
        boolean waits = order.status() == OrderStatus.PENDING_PAYMENT;
        if (waits && payment.isEmpty()) {
            throw Problems.conflict("Order " + id + " is not known to be paid.");
        }
        if (waits && payment.get().approved()) {
            return paid(order, payment.get().paymentId(), payment.get().amount());
        }
        if (waits) {
            rows.notePayment(id, payment.get().paymentId());
            rows.move(id, OrderStatus.PENDING_PAYMENT, OrderStatus.CANCELLED, CancelReason.PAYMENT_DECLINED);
            return desk.get(id);
        }
        boolean owed = order.status() == OrderStatus.CANCELLED
                && payment.filter(OrderRows.Settled::approved).isPresent();
        if (owed) {
            rows.notePayment(id, payment.get().paymentId());
            return desk.cancel(id);
        }
        return order;
    }

    private Order commit(long memberId, String key, NewOrder wanted) {
        List<Order.Item> items = price(wanted);
        try {
            long id = rows.insert(memberId, key, wanted.shop(), wanted.memo(), items);
            return desk.get(id);
        } catch (DuplicateKeyException sameMoment) {
            Order first = rows.findByKey(memberId, key).orElseThrow(() -> sameMoment);
            refuseOtherRequest(first, wanted);
            return first;
        } catch (DataIntegrityViolationException noMember) {
            throw new InvalidRequest("There is no member " + memberId + ".");
        }
    }

    private Order settle(long memberId, Order order, NewOrder wanted) {
        if (order.status() == OrderStatus.CANCELLED && order.cancelReason() == CancelReason.PAYMENT_DECLINED) {
            throw declined(order);
        }
        if (order.status() != OrderStatus.PENDING_PAYMENT) {
            return order;
        }
        Payment payment = pay(memberId, order, wanted);
        return paid(order, payment.id(), payment.amount());
    }

    private Order paid(Order order, long paymentId, long amount) {
        rows.notePayment(order.id(), paymentId);
        if (rows.move(order.id(), OrderStatus.PENDING_PAYMENT, OrderStatus.CREATED, null)) {
            dispatch.relay(order);
        } else if (desk.get(order.id()).status() == OrderStatus.CANCELLED) {
            return desk.cancel(order.id()); // cancelled while it was being paid: the money goes back
        }
        return desk.get(order.id()).withPaidAmount(amount);
    }

    private Payment pay(long memberId, Order order, NewOrder wanted) {
        try {
            return payments.charge(
                    memberId,
                    "ord-" + order.id(),
                    new NewPayment(order.id(), order.totalAmount(), wanted.paymentMethod()));
        } catch (PaymentProblem problem) {
            if (problem.kind() == PaymentProblem.Kind.DECLINED) {
                if (problem.paymentId() != null) {
                    rows.notePayment(order.id(), problem.paymentId());
                }
                rows.move(
                        order.id(), OrderStatus.PENDING_PAYMENT, OrderStatus.CANCELLED, CancelReason.PAYMENT_DECLINED);
            }
            throw problem;
        }
    }

    private List<Order.Item> price(NewOrder wanted) {
        Shop shop = shops.find(wanted.shop())
                .orElseThrow(() -> new InvalidRequest("There is no shop " + wanted.shop() + "."));
        if (!shop.open()) {
            throw Problems.conflict("Shop " + shop.id() + " is closed.");
        }
        Map<Long, Menu> onTheMenu = new HashMap<>();
        menus.of(shop.id()).forEach(menu -> onTheMenu.put(menu.id(), menu));
        var items = new ArrayList<Order.Item>();
        for (NewOrder.Line line : wanted.lines()) {
            Menu menu = onTheMenu.get(line.menu());
            if (menu == null) {
                throw new InvalidRequest("Shop %d has no menu %d.".formatted(shop.id(), line.menu()));
            }
            if (!menu.onSale()) {
                throw Problems.conflict("Menu " + menu.id() + " is sold out.");
            }
            String seen = Objects.requireNonNullElse(line.name(), menu.name());
            if (!menu.isCalled(seen)) {
                throw Problems.conflict("Menu %d is called '%s', not '%s'.".formatted(menu.id(), menu.name(), seen));
            }
            items.add(new Order.Item(menu.id(), seen, menu.price(), line.quantity()));
        }
        return items;
    }

    private static void refuseOtherRequest(Order first, NewOrder wanted) {
        Map<Long, Integer> ordered = new HashMap<>();
        first.items()
                .forEach(
                        item -> ordered.merge(Objects.requireNonNullElse(item.menuId(), 0L), item.qty(), Integer::sum));
        Map<Long, Integer> asked = new HashMap<>();
        wanted.lines().forEach(line -> asked.put(line.menu(), line.quantity()));
        if (!Objects.equals(first.shopId(), wanted.shop())
                || !ordered.equals(asked)
                || !Objects.equals(first.memo(), wanted.memo())) {
            throw Problems.keyReused();
        }
    }

    private static PaymentProblem declined(Order order) {
        return new PaymentProblem(
                PaymentProblem.Kind.DECLINED, "The payment gateway declined the payment.", order.paymentId());
    }
}
