package dev.banyan.playbooks.load;

import dev.banyan.control.store.Json;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of this load's own orders: a device of the shop accepts (at times two at once, of which one must be refused), the
 * order is accepted, delivered, and reviewed. Each errand waits a second, as people do. One that came to nothing is run again; a review only
 * where the monolith may not have heard yet that the order was delivered. Thread-safe.
 */
final class Errands {
    private static final long THINKS_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long COMES_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final int MOST_VISITS = 20;
    private static final List<String> PRAISE = List.of("맛있어요 👍", "양이 많아요", "배달이 빨라요 🛵", "다음에 또 시킬게요");

    /** @param elsewhere whether a service brought the order so far, of which the monolith, which takes reviews, hears a little later */
    private record Errand(
            Kind kind, long order, long shop, long member, long device, int visits, long notBefore, boolean elsewhere) {

        Errand(Kind kind, long order, long shop, long member, long device, int visits, long notBefore) {
            this(kind, order, shop, member, device, visits, notBefore, false);
        }
    }

    private final Map<Long, City.Shop> shops = new ConcurrentHashMap<>();
    private final Map<Kind, Queue<Errand>> waiting = new ConcurrentHashMap<>();
    private final Map<Long, Errand> running = new ConcurrentHashMap<>();
    private final Set<Long> handedOver = ConcurrentHashMap.newKeySet();
    private final LongSupplier nanos;

    Errands(City city, LongSupplier nanos) {
        this.nanos = nanos;
        city.shops().forEach(shop -> shops.put(shop.id(), shop));
        for (Kind kind : List.of(Kind.RELAY_ACCEPT, Kind.ORDER_ACCEPT, Kind.ORDER_DELIVER, Kind.REVIEW)) {
            waiting.put(kind, new ConcurrentLinkedQueue<>());
        }
    }

    /** The next errand of a kind; null when none is due. */
    @Nullable
    Wanted next(Kind kind, Slips slips, Random random) {
        Queue<Errand> queue = queue(kind);
        Errand first = queue.peek();
        if (first == null || first.notBefore() - nanos.getAsLong() > 0) {
            return null;
        }
        queue.remove(first);
        Wanted wanted = wanted(first, slips, random);
        running.put(wanted.number(), first);
        return wanted;
    }

    void ended(RequestLine line) {
        if (line.kind() == Kind.ORDER && line.outcome() == Outcome.OK && line.id() != null && line.answer() != null) {
            ordered(line.id(), line.answer().path("shopId").asLong(), line.member());
            return;
        }
        Errand errand = running.remove(line.number());
        if (errand != null) {
            boolean tooEarly = errand.kind() == Kind.REVIEW
                    ? line.outcome() == Outcome.DECLINED
                    : line.outcome() == Outcome.FAILED || line.status() == 404;
            if (tooEarly) {
                again(errand);
            } else {
                done(errand, "service".equals(line.side()));
            }
        }
    }

    private void ordered(long order, long shop, long member) {
        City.Shop known = shops.get(shop);
        List<Long> devices = known == null ? List.of() : known.devices();
        if (!devices.isEmpty()) {
            later(new Errand(Kind.RELAY_ACCEPT, order, shop, member, devices.get(0), 1, due(THINKS_NANOS)));
        }
        if (devices.size() > 1 && order % 4 < 2) {
            later(new Errand(Kind.RELAY_ACCEPT, order, shop, member, devices.get(1), 1, due(THINKS_NANOS)));
        }
        if (devices.isEmpty()) {
            later(new Errand(Kind.ORDER_ACCEPT, order, shop, member, 0, 1, due(THINKS_NANOS)));
        }
    }

    private void again(Errand errand) {
        if (errand.visits() < MOST_VISITS) {
            later(new Errand(
                    errand.kind(),
                    errand.order(),
                    errand.shop(),
                    errand.member(),
                    errand.device(),
                    errand.visits() + 1,
                    due(COMES_AGAIN_NANOS),
                    errand.elsewhere()));
        }
    }

    private void done(Errand errand, boolean elsewhere) {
        Kind following =
                switch (errand.kind()) {
                    case RELAY_ACCEPT -> handedOver.add(errand.order()) ? Kind.ORDER_ACCEPT : null;
                    case ORDER_ACCEPT -> Kind.ORDER_DELIVER;
                    case ORDER_DELIVER -> Kind.REVIEW;
                    default -> null;
                };
        if (following != null) {
            later(new Errand(
                    following, errand.order(), errand.shop(), errand.member(), 0, 1, due(THINKS_NANOS), elsewhere));
        }
    }

    private static Wanted wanted(Errand errand, Slips slips, Random random) {
        return switch (errand.kind()) {
            case RELAY_ACCEPT ->
                slips.write(
                        Kind.RELAY_ACCEPT,
                        "/api/relay/shops/" + errand.shop() + "/orders/" + errand.order() + "/accept",
                        errand.member(),
                        Json.write(Map.of("deviceId", errand.device())),
                        0,
                        false,
                        Set.of(404, 409)); // not there yet, and another device was first
            case ORDER_ACCEPT -> move(errand, "accept", slips);
            case ORDER_DELIVER -> move(errand, "deliver", slips);
            default ->
                slips.write(
                        Kind.REVIEW,
                        "/api/reviews",
                        errand.member(),
                        Json.write(Map.of(
                                "orderId",
                                errand.order(),
                                "star",
                                1 + random.nextInt(5),
                                "body",
                                PRAISE.get(random.nextInt(PRAISE.size())))),
                        0,
                        false,
                        errand.elsewhere() ? Set.of(400, 409) : Set.of());
        };
    }

    private static Wanted move(Errand errand, String verb, Slips slips) {
        return slips.write(errand.kind(), "/api/orders/" + errand.order() + "/" + verb, errand.member(), "{}");
    }

    private void later(Errand errand) {
        queue(errand.kind()).add(errand);
    }

    private Queue<Errand> queue(Kind kind) {
        Queue<Errand> queue = waiting.get(kind);
        if (queue == null) {
            throw new IllegalArgumentException(kind + " is no errand.");
        }
        return queue;
    }

    private long due(long after) {
        return nanos.getAsLong() + after;
    }
}
