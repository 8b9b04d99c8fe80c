package dev.banyan.ruby.payment;

import dev.banyan.ruby.web.Requests;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Payments over HTTP. */
@RestController
final class PaymentController {

    private static final String MEMBER = "X-Member-Id";
    private static final String KEY = "Idempotency-Key";

    private final PaymentDesk desk;

    PaymentController(PaymentDesk desk) {
        this.desk = desk;
    }

    /** The body of a payment request. */
    record Body(
            @Nullable Long orderId,
            @Nullable Long amount,
            @Nullable String method) {

        NewPayment checked() {
            return new NewPayment(
                    Requests.inRange("orderId", orderId, 1, Long.MAX_VALUE),
                    Requests.inRange("amount", amount, 1, Integer.MAX_VALUE),
                    Requests.oneOf("method", method, PaymentMethod.class));
        }
    }

    @PostMapping("/api/payments")
    ResponseEntity<Payment> pay(
            @RequestHeader(MEMBER) long memberId, @RequestHeader(KEY) String key, @RequestBody Body body) {
        PaymentDesk.Charged charged =
                desk.charge(Requests.memberId(memberId), Requests.idempotencyKey(key), body.checked());
        return ResponseEntity.status(charged.fresh() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(charged.payment());
    }

    @GetMapping("/api/payments/{id}")
    Payment get(@RequestHeader(MEMBER) long memberId, @PathVariable long id) {
        return desk.get(Requests.memberId(memberId), id);
    }

    @GetMapping("/api/members/{memberId}/payments")
    List<Payment> list(@PathVariable long memberId, @RequestParam(defaultValue = "20") int limit) {
        return desk.newestOf(memberId, Requests.limit(limit));
    }

    @PostMapping("/api/payments/{id}/refund")
    Payment refund(@RequestHeader(MEMBER) long memberId, @RequestHeader(KEY) String key, @PathVariable long id) {
        return desk.refund(Requests.memberId(memberId), Requests.idempotencyKey(key), id);
    }
}
