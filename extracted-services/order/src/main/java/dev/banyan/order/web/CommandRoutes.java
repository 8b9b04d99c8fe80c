package dev.banyan.order.web;

import dev.banyan.kit.web.Problem;
import dev.banyan.order.book.Order;
import dev.banyan.order.book.OrderBook;
import dev.banyan.order.lifecycle.Command;
import dev.banyan.order.lifecycle.OrderStatus;
import dev.banyan.order.refund.Refunds;
import io.swagger.v3.oas.annotations.Operation;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What shops, couriers and customers have orders do. A request that names a member must name the order's: by that key it
 * was sent here, and under another's it may have been sent to the wrong side.
 */
@RestController
@RequestMapping("/api/orders/{id}")
class CommandRoutes {

    private static final String MEMBER = "X-Member-Id";

    private final OrderBook book;
    private final Refunds refunds;

    CommandRoutes(OrderBook book, Refunds refunds) {
        this.book = book;
        this.refunds = refunds;
    }

    @Operation(summary = "A device of the shop has the order")
    @DocumentedAnswers.Obeyed
    @PostMapping("/relayed")
    OrderView relayed(@RequestHeader(name = MEMBER, required = false) @Nullable Long memberId, @PathVariable long id) {
        return obey(memberId, id, Command.RELAY_ACKNOWLEDGED);
    }

    @Operation(summary = "The shop accepts the order")
    @DocumentedAnswers.Obeyed
    @PostMapping("/accept")
    OrderView accept(@RequestHeader(name = MEMBER, required = false) @Nullable Long memberId, @PathVariable long id) {
        return obey(memberId, id, Command.ACCEPT);
    }

    @Operation(summary = "The order is on its way")
    @DocumentedAnswers.Obeyed
    @PostMapping("/dispatch")
    OrderView dispatch(@RequestHeader(name = MEMBER, required = false) @Nullable Long memberId, @PathVariable long id) {
        return obey(memberId, id, Command.DISPATCH);
    }

    @Operation(summary = "The order has arrived")
    @DocumentedAnswers.Obeyed
    @PostMapping("/complete")
    OrderView complete(@RequestHeader(name = MEMBER, required = false) @Nullable Long memberId, @PathVariable long id) {
        return obey(memberId, id, Command.COMPLETE);
    }

    /** Both steps of the way, for shops that tell only of the last. */
    @Operation(summary = "The order has arrived, and was dispatched if nobody said so")
    @DocumentedAnswers.Obeyed
    @PostMapping("/deliver")
    OrderView deliver(@RequestHeader(name = MEMBER, required = false) @Nullable Long memberId, @PathVariable long id) {
        Order order = known(memberId, id);
        if (order.status() != OrderStatus.DELIVERED) {
            order = book.obey(order, Command.DISPATCH);
        }
        return OrderView.of(book.obey(order, Command.COMPLETE));
    }

    @Operation(summary = "Cancel an order, and refund what was paid for it")
    @DocumentedAnswers.Obeyed
    @PostMapping("/cancel")
    OrderView cancel(
            @RequestHeader(name = MEMBER, required = false) @Nullable Long memberId,
            @PathVariable long id,
            @RequestBody(required = false) @Nullable CancelBody body) {
        Order order = known(memberId, id);
        if (order.memberId() == null) {
            throw Problem.conflict("Order " + id + " is a guest's; their refunds are made by hand");
        }
        book.obey(order, CancelBody.command(body));
        refunds.hurry(id);
        return OrderView.of(book.get(id));
    }

    @Operation(summary = "Bring an order to where its payment, its relay and the time say that it is")
    @DocumentedAnswers.Obeyed
    @PostMapping("/settle")
    OrderView settle(@RequestHeader(name = MEMBER, required = false) @Nullable Long memberId, @PathVariable long id) {
        known(memberId, id);
        return OrderView.of(book.settle(id));
    }

    private OrderView obey(@Nullable Long memberId, long id, Command command) {
        return OrderView.of(book.obey(known(memberId, id), command));
    }

    private Order known(@Nullable Long memberId, long id) {
        Order order = book.get(id);
        if (memberId != null && !Objects.equals(memberId, order.memberId())) {
            throw Problem.notFound("Member %d has no order %d".formatted(memberId, id));
        }
        return order;
    }
}
