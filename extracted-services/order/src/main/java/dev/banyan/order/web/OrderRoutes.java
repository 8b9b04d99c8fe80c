package dev.banyan.order.web;

import dev.banyan.kit.web.IdempotencyKey;
import dev.banyan.kit.web.Problem;
import dev.banyan.order.book.Order;
import dev.banyan.order.book.Orders;
import dev.banyan.order.checkout.Checkout;
import dev.banyan.order.lifecycle.CancelReason;
import dev.banyan.order.lifecycle.OrderStatus;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Placing orders, and looking at them. */
@OpenAPIDefinition(info = @Info(title = "Order service", version = "1"))
@RestController
@RequestMapping("/api")
class OrderRoutes {

    private final Checkout checkout;
    private final Orders orders;

    OrderRoutes(Checkout checkout, Orders orders) {
        this.checkout = checkout;
        this.orders = orders;
    }

    @DocumentedAnswers.Place
    @PostMapping("/orders")
    CompletableFuture<ResponseEntity<OrderView>> place(
            @RequestHeader("X-Member-Id") @Positive long memberId,
            @RequestHeader("Idempotency-Key") @IdempotencyKey String key,
            @RequestBody @Valid NewOrderBody body) {
        return checkout.place(body.wanted(memberId, key)).thenApply(OrderRoutes::answer);
    }

    @DocumentedAnswers.Get
    @GetMapping("/orders/{id}")
    OrderView get(@PathVariable long id) {
        return orders.find(id).map(OrderView::of).orElseThrow(() -> Problem.notFound("There is no order " + id));
    }

    @DocumentedAnswers.ListOfMember
    @GetMapping("/members/{memberId}/orders")
    List<OrderView> list(
            @PathVariable long memberId, @RequestParam(defaultValue = "20") @Positive @Max(100) int limit) {
        return orders.newestOf(memberId, limit).stream().map(OrderView::of).toList();
    }

    private static ResponseEntity<OrderView> answer(Checkout.Placed placed) {
        Order order = placed.order();
        OrderView view = OrderView.of(order);
        URI location = URI.create("/api/orders/" + order.id());
        if (order.status() == OrderStatus.PENDING_PAYMENT) {
            return ResponseEntity.accepted().location(location).body(view);
        }
        if (order.cancelReason() != null && order.cancelReason().unpaid()) {
            throw unpaid(order);
        }
        return placed.fresh() ? ResponseEntity.created(location).body(view) : ResponseEntity.ok(view);
    }

    private static Problem unpaid(Order order) {
        Problem problem = order.cancelReason() == CancelReason.PAYMENT_TIMED_OUT
                ? new Problem(
                        HttpStatus.PAYMENT_REQUIRED,
                        "payment-timed-out",
                        "The payment was not made in time; the order is cancelled")
                : new Problem(HttpStatus.PAYMENT_REQUIRED, "declined", "The payment gateway declined the payment");
        Long payment = order.knownPaymentId();
        return payment == null ? problem : problem.with("paymentId", payment);
    }
}
