package dev.banyan.ruby.payment;

import dev.banyan.ruby.http.JsonHttp;
import dev.banyan.ruby.payment.PaymentProblem.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The seam over HTTP. A call that met no connection, a broken one, or an answer that asks to come again (Retry-After) is
 * repeated with the same key at the next address: at most 5 tries, none begun later than 8 s after the first. All is over
 * after 9 s, so that whoever waits for the order still gets an answer.
 */
final class HttpPayments implements Payments {

    private static final int TRIES = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final Duration LONGEST = Duration.ofSeconds(9);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final JsonHttp http;
    private final JsonMapper json;
    private final List<String> bases;

    HttpPayments(PaymentsProperties properties, JsonMapper json) {
        this.http = new JsonHttp(json, CONNECT, properties.callTimeout());
        this.json = json;
        this.bases = properties.urls().stream()
                .map(url -> url.toString().replaceAll("/+$", ""))
                .toList();
    }

    @Override
    public Payment charge(long memberId, String key, NewPayment wanted) {
        return post("/api/payments", memberId, key, wanted);
    }

    @Override
    public Payment refund(long memberId, String key, long paymentId) {
        return post("/api/payments/" + paymentId + "/refund", memberId, key, Map.of());
    }

    private Payment post(String path, long memberId, String key, Object body) {
        Map<String, String> headers = Map.of("X-Member-Id", String.valueOf(memberId), "Idempotency-Key", key);
        long start = System.nanoTime();
        for (int attempt = 0; ; attempt++) {
            URI uri = URI.create(bases.get(attempt % bases.size()) + path);
            PaymentProblem problem;
            Duration pause;
            try {
                JsonHttp.Answer answer = http.post(uri, headers, body, LONGEST.minusNanos(System.nanoTime() - start));
                if (answer.status() == 200 || answer.status() == 201) {
                    return json.treeToValue(answer.body(), Payment.class);
                }
                problem = problem(uri, answer);
                Duration asked = retryAfter(answer);
                if (asked == null) {
                    throw problem;
                }
                pause = asked;
            } catch (IOException e) {
                problem = new PaymentProblem(Kind.UNAVAILABLE, "No answer from payments at " + uri + ": " + e, null);
                boolean another = e instanceof ConnectException && attempt + 1 < bases.size();
                pause = another ? Duration.ZERO : PAUSE.multipliedBy(attempt + 1L);
            }
            boolean over = System.nanoTime() - start + pause.toNanos() > PATIENCE.toNanos();
            if (attempt + 1 >= TRIES || over || Thread.currentThread().isInterrupted()) {
                throw problem;
            }
            LockSupport.parkNanos(pause.toNanos());
        }
    }

    private static @Nullable Duration retryAfter(JsonHttp.Answer answer) {
        String seconds = answer.headers().firstValue("Retry-After").orElse("");
        if (!seconds.matches("\\d{1,4}")) {
            return null;
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
        return asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE;
    }

    private static PaymentProblem problem(URI uri, JsonHttp.Answer answer) {
        boolean again = answer.headers().firstValue("Retry-After").isPresent();
        Kind kind =
                switch (answer.status()) {
                    case 402 -> Kind.DECLINED;
                    case 404 -> Kind.NOT_FOUND;
                    case 409 -> again ? Kind.IN_PROGRESS : Kind.NOT_REFUNDABLE;
                    case 422 -> Kind.KEY_REUSED;
                    case 503 -> Kind.UNAVAILABLE;
                    default -> Kind.GATEWAY_ERROR;
                };
        String detail = answer.text("detail");
        JsonNode id = answer.body().path("paymentId");
        return new PaymentProblem(
                kind,
                detail.isEmpty() ? "Payments at " + uri + " answered " + answer.status() + "." : detail,
                id.isIntegralNumber() ? id.asLong() : null);
    }
}
