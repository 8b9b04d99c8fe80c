package dev.banyan.ruby.payment;

import dev.banyan.ruby.payment.PaymentProblem.Kind;
import java.net.URI;
import java.util.Locale;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers payment problems, wherever they come up, as problem+json of type {@code urn:payment:<kind>}. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PaymentProblemAdvice {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> answer(PaymentProblem problem) {
        HttpStatus status = statusOf(problem.kind());
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, String.valueOf(problem.getMessage()));
        body.setType(URI.create(
                "urn:payment:" + problem.kind().name().toLowerCase(Locale.ROOT).replace('_', '-')));
        if (problem.paymentId() != null) {
            body.setProperty("paymentId", problem.paymentId());
        }
        var headers = new HttpHeaders();
        if (problem.kind() == Kind.IN_PROGRESS || problem.kind() == Kind.UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, "1");
        }
        return new ResponseEntity<>(body, headers, status);
    }

    private static HttpStatus statusOf(Kind kind) {
        return switch (kind) {
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case UNKNOWN_ORDER -> HttpStatus.BAD_REQUEST;
            case DECLINED -> HttpStatus.PAYMENT_REQUIRED;
            case KEY_REUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
            case IN_PROGRESS, NOT_REFUNDABLE -> HttpStatus.CONFLICT;
            case GATEWAY_ERROR -> HttpStatus.BAD_GATEWAY;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
    }
}
