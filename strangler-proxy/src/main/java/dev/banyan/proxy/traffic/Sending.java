package dev.banyan.proxy.traffic;

import dev.banyan.control.routing.Owner;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.RoutingDocument;
import dev.banyan.control.routing.ShiftInForce;
import dev.banyan.proxy.metrics.Exchange;
import dev.banyan.proxy.routing.Decision;
import dev.banyan.proxy.routing.RoutingTable;
import dev.banyan.proxy.shift.InFlight;
import dev.banyan.proxy.shift.Lease;
import io.netty.buffer.ByteBuf;
import io.netty.handler.timeout.ReadTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Sends a decided request and passes its answer on. */
final class Sending {
    /** How often an unfinished body looks whether its cohort is held. */
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Road road;
    private final ServerHttpRequest request;
    private final ServerHttpResponse response;
    private final ClientBody body;
    private final InFlight.Entry entry;
    private final boolean write;
    private final boolean held;
    private final long lease;
    private volatile boolean abandoned;

    /** @param lease the generation of the lease under which an armed write goes; {@link Lease#NONE} for all else */
    Sending(
            Road road,
            ServerWebExchange exchange,
            ClientBody body,
            InFlight.Entry entry,
            boolean write,
            boolean held,
            long lease) {
        this.road = road;
        this.request = exchange.getRequest();
        this.response = exchange.getResponse();
        this.body = body;
        this.entry = entry;
        this.write = write;
        this.held = held;
        this.lease = lease;
    }

    Mono<Void> send(RoutingTable table, Decision decision) {
        if (!(decision instanceof Decision.Routed routed)) {
            Mono<Answer> call =
                    call(table, RoutingDocument.MONOLITH, request.getURI().getRawPath(), outgoing(null));
            return pass(write ? detached(call) : call).onErrorResume(this::failed);
        }
        Mono<Answer> call = call(table, routed.upstream(), routed.path(), outgoing(routed));
        Mono<Answer> bounded = write ? detached(call.timeout(road.upstreamTimeout())) : call;
        long sent = System.nanoTime();
        boolean wrong = wrongOwner(routed);
        AtomicBoolean failed = new AtomicBoolean();
        return pass(bounded.doOnNext(answer -> {
                    if (road.sideHeader()) {
                        response.getHeaders()
                                .set("X-Banyan-Side", routed.side().name().toLowerCase(Locale.ROOT));
                        response.getHeaders().set("X-Banyan-Phase", routed.phase());
                    }
                }))
                .onErrorResume(error -> {
                    failed.set(true);
                    return failed(error);
                })
                .doFinally(signal -> road.meters()
                        .count(new Exchange(
                                routed.phase(),
                                routed.side(),
                                table.revision().number(),
                                routed.key() != null,
                                failed.get() || status() >= 500,
                                held,
                                wrong,
                                Duration.ofNanos(System.nanoTime() - sent))));
    }

    private Mono<Answer> call(RoutingTable table, String upstream, String path, @Nullable Publisher<ByteBuf> outgoing) {
        String query = request.getURI().getRawQuery();
        String pathAndQuery = query == null ? path : path + "?" + query;
        return road.upstreams()
                .send(
                        upstream,
                        table.addresses(upstream),
                        new Upstreams.Outgoing(
                                request.getMethod().name(),
                                pathAndQuery,
                                headers -> PassedHeaders.toUpstream(request, headers),
                                outgoing));
    }

    /** The body. A write that is passed on piece by piece ends only when all of it has come, and keeps no hold waiting. */
    private @Nullable Publisher<ByteBuf> outgoing(Decision.@Nullable Routed routed) {
        Flux<ByteBuf> pieces = body.pieces();
        if (pieces == null) {
            return body.whole();
        }
        if (!write) {
            return pieces;
        }
        Flux<ByteBuf> all = pieces.concatWith(Mono.defer(
                () -> abandoned ? Mono.error(new BodyBrokenOffException("The client left.")) : Mono.empty()));
        return routed == null ? all : all.takeUntilOther(overdueInHold(routed));
    }

    /** Fails when the write's cohort has been held for half the hold's deadline. */
    private Mono<Void> overdueInHold(Decision.Routed routed) {
        return Flux.interval(LOOK)
                .filter(tick -> heldNow(routed))
                .next()
                .delayElement(routed.routing().hold().deadline().dividedBy(2))
                .then(Mono.error(() -> new BodyBrokenOffException("The phase is being moved.")));
    }

    /**
     * Lets a call run to its end even when the client hangs up: what was sent may still be written, and stays counted
     * until it was answered.
     */
    private Mono<Answer> detached(Mono<Answer> call) {
        return Mono.<Answer>create(sink -> {
                    sink.onCancel(() -> abandoned = true);
                    if (!entry.retain()) {
                        return; // the client hung up in this very moment
                    }
                    call.doFinally(signal -> entry.release()).subscribe(sink::success, error -> {
                        if (!abandoned) {
                            sink.error(error);
                        }
                    });
                })
                .doOnDiscard(Answer.class, Answer::discard);
    }

    private Mono<Void> pass(Mono<Answer> answers) {
        return answers.flatMap(answer -> {
            if (lease != Lease.NONE && road.lease().generation() != lease) {
                answer.discard();
                return Problem.unavailable(
                                "Outcome unknown",
                                "This proxy's lease ended while the write was under way; it may or may not have been done."
                                        + " Ask before sending it again.")
                        .send(response);
            }
            return answer.passTo(response);
        });
    }

    private Mono<Void> failed(Throwable error) {
        if (response.isCommitted()) {
            return Mono.error(error);
        }
        return problem(error).send(response);
    }

    private static Problem problem(Throwable error) {
        if (error instanceof ReadTimeoutException || error instanceof TimeoutException) {
            return new Problem(504, "Upstream too slow", "The upstream did not answer in time.", 0);
        }
        if (error instanceof PoolAcquireTimeoutException || error instanceof PoolAcquirePendingLimitException) {
            return Problem.unavailable("Upstream busy", "No connection to the upstream came free; nothing was sent.");
        }
        if (error instanceof BodyBrokenOffException) {
            return Problem.unavailable(
                    "Body broken off", error.getMessage() + " The request's body had not arrived in full.");
        }
        String detail = Upstreams.refused(error)
                ? "No instance of the upstream takes connections; nothing was sent."
                : "The upstream broke the connection before it answered.";
        return new Problem(502, "Upstream unreachable", detail, 0);
    }

    private boolean heldNow(Decision.Routed routed) {
        RoutingTable now = road.tables().get();
        PhaseRouting routing = now == null ? null : now.phases().get(routed.phase());
        ShiftInForce shift = routing == null ? null : routing.shift();
        return shift != null && shift.stage() == ShiftInForce.Stage.HELD && routed.mayBeMovedBy(shift);
    }

    private boolean wrongOwner(Decision.Routed routed) {
        RoutingTable now = road.tables().get();
        PhaseRouting routing = now == null ? null : now.phases().get(routed.phase());
        if (routing == null || routing.readsOnly() || routed.cohort() == Decision.Routed.NONE) {
            return false; // either side may answer a feed's reads
        }
        Owner owner = routing.owner(routed.cohort());
        return owner != routed.side();
    }

    private int status() {
        return response.getStatusCode() == null ? 0 : response.getStatusCode().value();
    }
}
