package dev.banyan.payment.web;

import dev.banyan.payment.charging.PaymentProblem;
import java.net.URI;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.DatabindException;

/** Answers every failure as application/problem+json that says what is wrong. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_SECONDS = "1";

    @ExceptionHandler
    ResponseEntity<Object> onProblem(PaymentProblem problem, WebRequest request) {
        HttpHeaders headers = new HttpHeaders();
        HttpStatus status =
                switch (problem.kind()) {
                    case NOT_FOUND -> HttpStatus.NOT_FOUND;
                    case DECLINED -> HttpStatus.PAYMENT_REQUIRED;
                    case KEY_REUSED -> HttpStatus.UNPROCESSABLE_CONTENT;
                    case IN_PROGRESS, NOT_REFUNDABLE -> HttpStatus.CONFLICT;
                    case GATEWAY_ERROR -> HttpStatus.BAD_GATEWAY;
                    case GATEWAY_UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
                };
        if (problem.kind() == PaymentProblem.Kind.IN_PROGRESS || status == HttpStatus.SERVICE_UNAVAILABLE) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, problem.getMessage());
        body.setType(typeOf(problem.kind()));
        if (problem.paymentId() != null) {
            body.setProperty("paymentId", problem.paymentId());
        }
        return answer(problem, body, headers, status, request);
    }

    /** The write's outcome may be unknown: the same key finds out. */
    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        RecoverableDataAccessException.class,
        TransientDataAccessException.class
    })
    ResponseEntity<Object> onDatabaseTrouble(Exception trouble, WebRequest request) {
        log.error("The database does not answer: {}", trouble.getMessage());
        HttpHeaders headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        HttpStatus status = HttpStatus.SERVICE_UNAVAILABLE;
        ProblemDetail body =
                ProblemDetail.forStatusAndDetail(status, "The payment database does not answer; try again");
        body.setType(URI.create("urn:payment:database-unavailable"));
        return answer(trouble, body, headers, status, request);
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> onBug(Exception bug, WebRequest request) {
        log.error("Unexpected failure of {}", request.getDescription(false), bug);
        HttpStatus status = HttpStatus.INTERNAL_SERVER_ERROR;
        return answer(bug, ProblemDetail.forStatus(status), new HttpHeaders(), status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = invalid.getBindingResult().getFieldErrors().stream()
                .map(error -> error.getField() + " " + error.getDefaultMessage())
                .sorted()
                .collect(Collectors.joining("; "));
        return invalid(invalid, detail, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = invalid.getParameterValidationResults().stream()
                .flatMap(result -> Violations.of(result).stream())
                .sorted()
                .collect(Collectors.joining("; "));
        return invalid(invalid, detail, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException invalid, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        String detail = invalid.getCause() instanceof DatabindException mismatch
                ? Violations.of(mismatch)
                : "The body is missing or is not JSON";
        return invalid(invalid, detail, headers, status, request);
    }

    private @Nullable ResponseEntity<Object> invalid(
            Exception cause, String detail, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(status, detail);
        body.setType(URI.create("urn:payment:invalid"));
        return handleExceptionInternal(cause, body, headers, status, request);
    }

    private ResponseEntity<Object> answer(
            Exception cause, ProblemDetail body, HttpHeaders headers, HttpStatus status, WebRequest request) {
        ResponseEntity<Object> answer = handleExceptionInternal(cause, body, headers, status, request);
        return answer != null ? answer : ResponseEntity.status(status).build();
    }

    private static URI typeOf(PaymentProblem.Kind kind) {
        return URI.create("urn:payment:" + kind.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
