package dev.banyan.playbooks.load;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One line of requests.ndjson.
 *
 * @param ts when the request was due
 * @param key its Idempotency-Key; null for reads
 * @param status of the last answer; 0 when none came
 * @param millis from when it was due to its end
 * @param tries how often it was sent or refused
 * @param proxy who answered, or was asked last
 * @param side what the proxy said about who answered: {@code X-Banyan-Side}
 * @param phase whose routes it was sent by: {@code X-Banyan-Phase}; null where no phase has them
 * @param retried whether a connection broke after it was sent
 * @param rerouted whether a connection could not be made
 * @param waited whether it came again because an answer asked so
 * @param id the row that the write made or changed: payment, or order
 * @param amount what a direct payment asked for, what a refund gives back; 0 elsewhere
 * @param answer the body of a write's answer; null for reads and where there is no JSON
 * @param window the fault window that it was under way in; null outside of any
 */
public record RequestLine(
        long number,
        Instant ts,
        Kind kind,
        String method,
        String path,
        @Nullable String key,
        long member,
        int status,
        long millis,
        int tries,
        String proxy,
        @Nullable String side,
        @Nullable String phase,
        Outcome outcome,
        boolean retried,
        boolean rerouted,
        boolean waited,
        @Nullable Long id,
        long amount,
        @Nullable JsonNode answer,
        @Nullable String window) {

    /** Whether somebody was told that a write was done. */
    public boolean acknowledgedWrite() {
        return kind.write() && outcome == Outcome.OK;
    }

    static RequestLine of(Wanted wanted, Call call, Instant due, @Nullable JsonNode body, @Nullable String window) {
        Answer answer = call.answer();
        return new RequestLine(
                wanted.number(),
                due,
                wanted.kind(),
                wanted.method(),
                wanted.path(),
                wanted.key(),
                wanted.member(),
                call.status(),
                call.millis(),
                call.tries(),
                call.proxy(),
                answer == null ? null : answer.side(),
                answer == null ? null : answer.phase(),
                wanted.outcome(call.status()),
                call.broken() > 0,
                call.refused() > 0,
                call.waited(),
                id(body),
                wanted.amount(),
                body,
                window);
    }

    private static @Nullable Long id(@Nullable JsonNode body) {
        if (body == null) {
            return null;
        }
        JsonNode id = body.has("id") ? body.path("id") : body.path("paymentId");
        return id.isIntegralNumber() ? Long.valueOf(id.asLong()) : null;
    }
}
