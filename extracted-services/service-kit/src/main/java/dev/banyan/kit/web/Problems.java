package dev.banyan.kit.web;

import dev.banyan.kit.ServiceName;
import java.net.URI;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.DatabindException;

/** Answers every failure as application/problem+json that says what is wrong. */
@RestControllerAdvice
final class Problems extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final String RETRY_SECONDS = "1";

    private final ServiceName service;

    Problems(Environment environment) {
        this.service = ServiceName.of(environment);
    }

    @ExceptionHandler
    ResponseEntity<Object> onProblem(Problem problem, WebRequest request) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(problem.status(), problem.getMessage());
        body.setType(type(problem.kindOfProblem()));
        problem.details().forEach(body::setProperty);
        return answer(problem, body, retry(problem.isRetryable()), problem.status(), request);
    }

    /** The write's outcome may be unknown: the same key finds out. */
    @ExceptionHandler({
        DataAccessResourceFailureException.class,
        RecoverableDataAccessException.class,
        TransientDataAccessException.class,
        CannotCreateTransactionException.class
    })
    ResponseEntity<Object> onDatabaseTrouble(Exception trouble, WebRequest request) {
        log.error("The database does not answer: {}", trouble.getMessage());
        HttpStatus status = HttpStatus.SERVICE_UNAVAILABLE;
        ProblemDetail body = ProblemDetail.forStatusAndDetail(
                status, "The " + service.text() + " database does not answer; try again");
        body.setType(type("database-unavailable"));
        return answer(trouble, body, retry(true), status, request);
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Object> onBug(Exception bug, WebRequest request) {
        log.error("Unexpected failure of {}", request.getDescription(false), bug);
        HttpStatus status = HttpStatus.INTERNAL_SERVER_ERROR;
        return answer(bug, ProblemDetail.forStatus(status), retry(false), status, request);
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
        body.setType(type("invalid"));
        return handleExceptionInternal(cause, body, headers, status, request);
    }

    private ResponseEntity<Object> answer(
            Exception cause, ProblemDetail body, HttpHeaders headers, HttpStatus status, WebRequest request) {
        ResponseEntity<Object> answer = handleExceptionInternal(cause, body, headers, status, request);
        return Objects.requireNonNullElseGet(
                answer, () -> ResponseEntity.status(status).build());
    }

    private static HttpHeaders retry(boolean useful) {
        HttpHeaders headers = new HttpHeaders();
        if (useful) {
            headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
        return headers;
    }

    private URI type(String kind) {
        return URI.create("urn:" + service.text() + ":" + kind);
    }
}
