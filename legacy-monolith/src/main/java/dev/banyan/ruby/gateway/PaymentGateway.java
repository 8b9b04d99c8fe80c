package dev.banyan.ruby.gateway;

import dev.banyan.ruby.http.JsonHttp;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The external payment gateway. The reference names the money movement: the gateway takes a repeated one for the same.
 * Amounts are won.
 */
@Component
public final class PaymentGateway {

    private static final int LONGEST_TRANSACTION_ID = 64;

    private final JsonHttp http;
    private final String base;

    PaymentGateway(GatewayProperties properties, JsonMapper json) {
        this.http = new JsonHttp(json, properties.connectTimeout(), properties.answerTimeout());
        this.base = properties.url().toString().replaceAll("/+$", "");
    }

    private record Charge(
            String reference,
            long amount,
            String currency,
            @Nullable String method) {}

    private record Refund(String transactionId, String reference, long amount) {}

    /**
     * Takes money, and says by which transaction; empty when the gateway declined.
     *
     * @throws GatewayFailure when it is not known to have been approved or declined
     */
    public Optional<String> charge(String reference, long amount, @Nullable String method) throws GatewayFailure {
        JsonHttp.Answer answer = post("/pg/charges", new Charge(reference, amount, "KRW", method));
        if (answer.status() == 402) {
            return Optional.empty();
        }
        String transactionId = answer.text("transactionId");
        if (answer.status() != 200
                || !answer.text("result").equals("APPROVED")
                || transactionId.isBlank()
                || transactionId.length() > LONGEST_TRANSACTION_ID) {
            throw unusable("/pg/charges", answer);
        }
        return Optional.of(transactionId);
    }

    /**
     * Gives the money of a charge back.
     *
     * @throws GatewayFailure when it is not known to have been refunded
     */
    public void refund(String transactionId, String reference, long amount) throws GatewayFailure {
        JsonHttp.Answer answer = post("/pg/refunds", new Refund(transactionId, reference, amount));
        if (answer.status() != 200 || !answer.text("result").equals("REFUNDED")) {
            throw unusable("/pg/refunds", answer);
        }
    }

    private JsonHttp.Answer post(String path, Object body) throws GatewayFailure {
        try {
            return http.post(URI.create(base + path), Map.of(), body);
        } catch (IOException e) {
            throw new GatewayFailure(false, "The payment gateway gave no answer to " + path + ": " + e, e);
        }
    }

    private static GatewayFailure unusable(String path, JsonHttp.Answer answer) {
        return new GatewayFailure(
                true,
                "The payment gateway answered " + path + " with " + answer.status() + " and no usable result",
                null);
    }
}
