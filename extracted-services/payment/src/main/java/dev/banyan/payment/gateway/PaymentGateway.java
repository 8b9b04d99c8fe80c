package dev.banyan.payment.gateway;

import dev.banyan.kit.http.JsonHttp;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.math.BigDecimal;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The external payment gateway. Each call is sent at most once and ends within the time-outs of
 * {@link GatewaySettings}. The reference names the money movement: the gateway takes a repeated one for the same.
 */
@Component
public final class PaymentGateway {

    private static final int LONGEST_TRANSACTION_ID = 64;

    private final GatewayHttp http;
    private final CircuitBreaker circuit;
    private final MeterRegistry meters;

    PaymentGateway(GatewayHttp http, CircuitBreaker circuit, MeterRegistry meters) {
        this.http = http;
        this.circuit = circuit;
        this.meters = meters;
    }

    private record ChargeBody(
            String reference,
            BigDecimal amount,
            String currency,
            @Nullable String method) {}

    private record RefundBody(String transactionId, String reference, BigDecimal amount) {}

    /**
     * Takes money.
     *
     * @throws GatewayFailure when it is not known to have been approved or declined
     */
    public ChargeAnswer charge(String reference, BigDecimal amount, String currency, @Nullable String method) {
        return call(
                "charge",
                () -> charged(new ChargeBody(reference, amount, currency, method)),
                answer -> answer instanceof ChargeAnswer.Approved ? "approved" : "declined");
    }

    /**
     * Gives the money of a charge back.
     *
     * @throws GatewayFailure when it is not known to have been refunded
     */
    public void refund(String transactionId, String reference, BigDecimal amount) {
        call("refund", () -> refunded(new RefundBody(transactionId, reference, amount)), answer -> "refunded");
    }

    private ChargeAnswer charged(ChargeBody body) {
        JsonHttp.Answer answer = http.post("/pg/charges", body);
        String result = text(answer.body(), "result");
        if (answer.status() == 402) {
            return new ChargeAnswer.Declined(text(answer.body(), "reason"));
        }
        String transactionId = text(answer.body(), "transactionId");
        boolean usable = !transactionId.isBlank() && transactionId.length() <= LONGEST_TRANSACTION_ID;
        if (answer.status() == 200 && result.equals("APPROVED") && usable) {
            return new ChargeAnswer.Approved(transactionId);
        }
        throw unusable("/pg/charges", answer);
    }

    private boolean refunded(RefundBody body) {
        JsonHttp.Answer answer = http.post("/pg/refunds", body);
        if (answer.status() == 200 && text(answer.body(), "result").equals("REFUNDED")) {
            return true;
        }
        throw unusable("/pg/refunds", answer);
    }

    private <T> T call(String name, Supplier<T> send, Function<T, String> outcomeOf) {
        Timer.Sample started = Timer.start(meters);
        String outcome = "unavailable";
        try {
            T answer = circuit.executeSupplier(send);
            outcome = outcomeOf.apply(answer);
            return answer;
        } catch (CallNotPermittedException open) {
            outcome = "circuit_open";
            throw new GatewayFailure(
                    GatewayFailure.Kind.UNAVAILABLE, "The circuit to the gateway is open: it failed too often", open);
        } catch (GatewayFailure failed) {
            outcome = failed.kind() == GatewayFailure.Kind.ERROR ? "error" : "unavailable";
            throw failed;
        } finally {
            started.stop(meters.timer("payment.gateway.calls", "call", name, "outcome", outcome));
        }
    }

    private static String text(JsonNode body, String field) {
        JsonNode value = body.path(field);
        return value.isString() ? value.stringValue() : "";
    }

    private static GatewayFailure unusable(String path, JsonHttp.Answer answer) {
        String message = "Gateway " + path + " answered " + answer.status() + " without a usable result";
        return new GatewayFailure(GatewayFailure.Kind.ERROR, message, null);
    }
}
