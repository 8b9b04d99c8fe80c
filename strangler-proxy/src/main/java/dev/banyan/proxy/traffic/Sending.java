package dev.banyan.proxy.traffic;

import dev.banyan.control.routing.Owner;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.RoutingDocument;
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
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** Sends a decided request and passes its answer on. */
final class Sending {
    private final Road road;
    private final ServerHttpRequest request;
    private final ServerHttpResponse response;
    private final InFlight.Entry entry;
    private final boolean write;
    private final boolean held;
    private final long lease;

    /** @param lease the generation of the lease under which an armed write goes; {@link Lease#NONE} for all else */
    Sending(Road road, ServerWebExchange exchange, InFlight.Entry entry, boolean write, boolean held, long lease) {
        this.road = road;
        this.request = exchange.getRequest();
        this.response = exchange.getResponse();
        this.entry = entry;
        this.write = write;
        this.held = held;
        this.lease = lease;
    }

    Mono<Void> send(RoutingTable table, Decision decision) {
        if (!(decision instanceof Decision.Routed routed)) {
            Mono<Answer> call =
                    call(table, RoutingDocument.MONOLITH, request.getURI().getRawPath());
            return pass(write ? detached(call) : call).onErrorResume(this::failed);
        }
        Mono<Answer> call = call(table, routed.upstream(), routed.path());
        Mono<Answer> bounded = write ? detached(call.timeout(road.upstreamTimeout())) : call;
        long sent = System.nanoTime();
        boolean wrong = wrongOwner(routed);
        AtomicBoolean failed = new AtomicBoolean();
        return pass(bounded.doOnNext(answer -> {
                    if (road.sideHeader()) {
                        response.getHeaders()
                                .set("X-Banyan-Side", routed.side().name().toLowerCase(Locale.ROOT));
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

    private Mono<Answer> call(RoutingTable table, String upstream, String path) {
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
                                body()));
    }

    private @Nullable Flux<ByteBuf> body() {
        HttpHeaders headers = request.getHeaders();
        boolean present = headers.getContentLength() > 0 || headers.containsHeader(HttpHeaders.TRANSFER_ENCODING);
        return present ? request.getBody().map(NettyDataBufferFactory::toByteBuf) : null;
    }

    /**
     * Lets a call run to its end even when the client hangs up: what was sent may still be written, and stays counted
     * until it was answered.
     */
    private Mono<Answer> detached(Mono<Answer> call) {
        return Mono.create(sink -> {
            AtomicBoolean gone = new AtomicBoolean();
            sink.onCancel(() -> gone.set(true));
            if (!entry.retain()) {
                return; // the client hung up in this very moment
            }
            call.doFinally(signal -> entry.release())
                    .subscribe(
                            answer -> {
                                if (gone.get()) {
                                    answer.discard();
                                } else {
                                    sink.success(answer);
                                }
                            },
                            error -> {
                                if (!gone.get()) {
                                    sink.error(error);
                                }
                            });
        });
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
        String detail = Upstreams.refused(error)
                ? "No instance of the upstream takes connections; nothing was sent."
                : "The upstream broke the connection before it answered.";
        return new Problem(502, "Upstream unreachable", detail, 0);
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
