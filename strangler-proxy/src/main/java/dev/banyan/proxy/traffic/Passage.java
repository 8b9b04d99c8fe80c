package dev.banyan.proxy.traffic;

import dev.banyan.proxy.routing.Decision;
import dev.banyan.proxy.routing.PathShape;
import dev.banyan.proxy.routing.RoutingTable;
import dev.banyan.proxy.shift.HoldFullException;
import dev.banyan.proxy.shift.HoldQueue;
import dev.banyan.proxy.shift.InFlight;
import dev.banyan.proxy.shift.Lease;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * One request's way. A write is counted before it reads the routing table, and checks table and lease right before it
 * is sent; that order is what makes a drained hold mean that nothing can reach the old owner any more. While a write
 * waits unsent, for the end of a hold or for its own body, it does not keep a hold from draining.
 */
final class Passage {
    /** They can't change anything, where no phase says otherwise. */
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** How much longer than a hold's deadline a write waits: for the abort to be written and seen. */
    private static final Duration MARGIN = Duration.ofSeconds(2);

    private final Road road;
    private final Patience patience;
    private final ServerWebExchange exchange;
    private final IncomingRequest request;
    private final ClientBody body;
    private final InFlight.Entry entry;

    private volatile HoldQueue.@Nullable Place place;
    private volatile boolean over;
    private long heldSince;
    private long waitingSince;

    Passage(Road road, Patience patience, ServerWebExchange exchange) {
        this.road = road;
        this.patience = patience;
        this.exchange = exchange;
        this.request = new IncomingRequest(exchange.getRequest());
        this.body = new ClientBody(exchange.getRequest());
        this.entry = road.inFlight().enter();
    }

    Mono<Void> run() {
        return Mono.defer(this::decide).doFinally(signal -> {
            over = true;
            HoldQueue.Place left = place;
            if (left != null) {
                left.leave();
            }
            entry.release();
        });
    }

    /** Looks at the table; again after each wait. */
    private Mono<Void> decide() {
        entry.forget();
        RoutingTable table = road.tables().get();
        if (table == null) {
            return refuse(Problem.unavailable("No routing yet", "This proxy has not yet read any routing table."));
        }
        Decision decision = table.decide(request);
        entry.decided(table, decision);
        if (decision instanceof Decision.Refused refused) {
            return refuse(new Problem(refused.status(), refused.title(), refused.reason(), 0));
        }
        boolean write = decision instanceof Decision.Routed routed ? routed.write() : !SAFE.contains(request.method());
        if (!write) {
            entry.parked();
            return send(table, decision, false, Lease.NONE);
        }
        if (!road.contact().writesAllowed()) {
            return later("Waiting for the control store", "This proxy started without its control store.");
        }
        return decision instanceof Decision.Routed routed ? write(table, routed) : checked(table, decision);
    }

    private Mono<Void> write(RoutingTable table, Decision.Routed write) {
        HoldQueue.Place own = place;
        if (own == null) {
            Optional<HoldQueue.Place> entered;
            try {
                entered = road.holds().enter(table, write);
            } catch (HoldFullException e) {
                return refuse(Problem.unavailable("Too many writes wait", String.valueOf(e.getMessage())));
            }
            if (entered.isPresent()) {
                place = entered.get();
                if (over) {
                    entered.get().leave(); // the client hung up while another thread was deciding
                }
                heldSince = System.nanoTime();
                return await(entered.get(), write);
            }
        } else if (write.held()) {
            entry.parked();
            own.waitOn(table);
            return await(own, write);
        }
        return body.outstanding() ? takeBody(write) : checked(table, write);
    }

    /** Waits for the body, unsent, then looks at the table again. */
    private Mono<Void> takeBody(Decision.Routed write) {
        entry.parked();
        Duration patience = write.armed() ? write.routing().hold().deadline() : road.upstreamTimeout();
        return body.takeIn(patience)
                .flatMap(whole -> whole
                        ? decide()
                        : refuse(new Problem(
                                408,
                                "Body incomplete",
                                "The request's body did not arrive in time; nothing was sent.",
                                0)));
    }

    private Mono<Void> await(HoldQueue.Place own, Decision.Routed write) {
        entry.parked();
        Duration limit = write.routing().hold().deadline().plus(MARGIN).minusNanos(System.nanoTime() - heldSince);
        return own.turn(limit.isNegative() ? Duration.ZERO : limit)
                .publishOn(Schedulers.parallel())
                .doOnCancel(() -> road.meters().countHeld(write.phase(), since(heldSince)))
                .flatMap(turn -> {
                    if (turn) {
                        return decide();
                    }
                    road.meters().countHeld(write.phase(), since(heldSince));
                    return refuse(Problem.unavailable(
                            "Held too long", "Phase '" + write.phase() + "' is being moved; nothing was sent."));
                });
    }

    /** The last look before a write is sent. */
    private Mono<Void> checked(RoutingTable table, Decision decision) {
        long generation = Lease.NONE;
        if (decision instanceof Decision.Routed routed && routed.armed()) {
            generation = road.lease().generation();
            if (generation == Lease.NONE) {
                return later(
                        "No lease",
                        "Phase '" + routed.phase()
                                + "' is being moved and this proxy lost touch with the control store;"
                                + " nothing was sent.");
            }
        }
        if (road.tables().get() != table) {
            return decide();
        }
        return send(table, decision, true, generation);
    }

    private Mono<Void> send(RoutingTable table, Decision decision, boolean write, long generation) {
        HoldQueue.Place own = place;
        if (own != null) {
            own.sending();
        }
        if (decision instanceof Decision.Routed routed) {
            if (own != null) {
                road.meters().countHeld(routed.phase(), since(heldSince));
            }
            if (routed.counted()) {
                road.meters().countKeyless(routed.phase(), request.method(), PathShape.of(request.rawPath()));
            }
        }
        return new Sending(road, exchange, body, entry, write, own != null, generation).send(table, decision);
    }

    private Mono<Void> later(String title, String detail) {
        if (waitingSince == 0) {
            waitingSince = System.nanoTime();
        }
        entry.parked();
        if (since(waitingSince).compareTo(Patience.LIMIT) > 0) {
            return refuse(Problem.unavailable(title, detail));
        }
        return patience.later(this::decide, () -> refuse(Problem.unavailable(title, detail)));
    }

    private Mono<Void> refuse(Problem problem) {
        return problem.send(exchange.getResponse());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }
}
