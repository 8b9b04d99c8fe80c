package dev.banyan.payment.web;

import dev.banyan.kit.web.IdempotencyKey;
import dev.banyan.payment.charging.Charges;
import dev.banyan.payment.charging.PaymentProblem;
import dev.banyan.payment.charging.Refunds;
import dev.banyan.payment.ledger.NewPayment;
import dev.banyan.payment.ledger.PaymentLedger;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The routes of the payment API. */
@OpenAPIDefinition(info = @Info(title = "Payment service", version = "1"))
@RestController
@RequestMapping("/api")
class PaymentRoutes {

    private static final String MEMBER = "X-Member-Id";
    private static final String KEY = "Idempotency-Key";
    private static final String CURRENCY = "KRW";

    private final Charges charges;
    private final Refunds refunds;
    private final PaymentLedger ledger;

    PaymentRoutes(Charges charges, Refunds refunds, PaymentLedger ledger) {
        this.charges = charges;
        this.refunds = refunds;
        this.ledger = ledger;
    }

    @DocumentedAnswers.Charge
    @PostMapping("/payments")
    ResponseEntity<PaymentView> charge(
            @RequestHeader(MEMBER) @Positive long memberId,
            @RequestHeader(KEY) @IdempotencyKey String key,
            @RequestBody @Valid ChargeBody body) {
        Charges.Charged charged =
                charges.charge(new NewPayment(memberId, key, body.orderId(), body.amount(), CURRENCY, body.method()));
        PaymentView view = PaymentView.of(charged.payment());
        return charged.fresh()
                ? ResponseEntity.created(URI.create("/api/payments/" + view.id()))
                        .body(view)
                : ResponseEntity.ok(view);
    }

    @DocumentedAnswers.Get
    @GetMapping("/payments/{id}")
    PaymentView get(@RequestHeader(MEMBER) @Positive long memberId, @PathVariable long id) {
        return ledger.find(memberId, id)
                .map(PaymentView::of)
                .orElseThrow(() -> new PaymentProblem(PaymentProblem.Kind.NOT_FOUND, "There is no payment " + id, id));
    }

    @DocumentedAnswers.Refund
    @PostMapping("/payments/{id}/refund")
    PaymentView refund(
            @RequestHeader(MEMBER) @Positive long memberId,
            @RequestHeader(KEY) @IdempotencyKey String key,
            @PathVariable long id) {
        return PaymentView.of(refunds.refund(memberId, id, key));
    }

    @DocumentedAnswers.ListOfMember
    @GetMapping("/members/{memberId}/payments")
    List<PaymentView> list(
            @PathVariable long memberId, @RequestParam(defaultValue = "20") @Positive @Max(100) int limit) {
        return ledger.newest(memberId, limit).stream().map(PaymentView::of).toList();
    }
}
