package dev.banyan.ruby.order;

import dev.banyan.ruby.web.Requests;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Orders over HTTP. */
@RestController
final class OrderController {

    private final Checkout checkout;
    private final OrderDesk desk;

    OrderController(Checkout checkout, OrderDesk desk) {
        this.checkout = checkout;
        this.desk = desk;
    }

    @PostMapping("/api/orders")
    ResponseEntity<Order> place(
            @RequestHeader("X-Member-Id") long memberId,
            @RequestHeader("Idempotency-Key") String key,
            @RequestBody NewOrder wanted) {
        Checkout.Placed placed = checkout.place(Requests.memberId(memberId), Requests.idempotencyKey(key), wanted);
        return ResponseEntity.status(placed.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(placed.order());
    }

    @GetMapping("/api/orders/{id}")
    Order get(@PathVariable long id) {
        return desk.get(id);
    }

    @GetMapping("/api/members/{memberId}/orders")
    List<Order> list(@PathVariable long memberId, @RequestParam(defaultValue = "20") int limit) {
        return desk.newestOf(memberId, Requests.limit(limit));
    }

    @PostMapping("/api/orders/{id}/accept")
    Order accept(@PathVariable long id) {
        return desk.accept(id);
    }

    @PostMapping("/api/orders/{id}/deliver")
    Order deliver(@PathVariable long id) {
        return desk.deliver(id);
    }

    @PostMapping("/api/orders/{id}/settle")
    Order settle(@PathVariable long id) {
        return checkout.settle(id);
    }

    @PostMapping("/api/orders/{id}/cancel")
    Order cancel(@PathVariable long id) {
        return desk.cancel(id);
    }
}
