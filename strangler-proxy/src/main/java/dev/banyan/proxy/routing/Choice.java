package dev.banyan.proxy.routing;

import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.KeySource;
import dev.banyan.control.config.Percent;
import dev.banyan.control.config.PhaseDefinition.Mode;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.ShiftInForce;
import dev.banyan.control.routing.ShiftInForce.Stage;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Chooses the side of a request whose path belongs to a phase. */
final class Choice {
    private final PhaseRoute route;
    private final PhaseRouting routing;
    private final RequestPath path;
    private final String rawPath;
    private final boolean write;

    private Choice(RequestFacts request, PhaseRoute route, RequestPath path) {
        this.route = route;
        this.routing = route.routing();
        this.path = path;
        this.rawPath = request.rawPath();
        this.write = route.writes(request.method());
    }

    static Decision of(RequestFacts request, PhaseRoute route, RequestPath path) {
        Choice choice = new Choice(request, route, path);
        if (route.routing().readsOnly()) {
            return choice.feed(request);
        }
        if (route.routing().mode() == Mode.WHOLE) {
            return choice.whole();
        }
        KeyRule rule = Objects.requireNonNull(route.routing().keyRule());
        KeyFinding finding = KeyFinding.in(request, route, path, rule);
        if (finding instanceof KeyFinding.Found found) {
            return choice.keyed(found);
        }
        if (finding instanceof KeyFinding.Disagreeing two) {
            return choice.refused("Keys disagree", two.one() + " and " + two.other() + " name different keys.");
        }
        if (finding instanceof KeyFinding.Invalid invalid) {
            String reason = invalid.source() + " is no value of the key's column (" + rule + ").";
            return choice.write
                    ? choice.refused("Invalid key", reason)
                    : choice.routed(choice.routing.keylessOwner(), null, Decision.Routed.NONE, false, false, reason);
        }
        return choice.keyless();
    }

    /** Of a feed only what its routes call reads may go to the service: by key where there is one, else by chance. */
    private Decision feed(RequestFacts request) {
        if (!route.rule().reads().contains(request.method())) {
            return sent(Owner.MONOLITH, "what is no read of a feed is always the monolith's");
        }
        KeyRule rule = routing.keyRule();
        if (rule != null && KeyFinding.in(request, route, path, rule) instanceof KeyFinding.Found found) {
            return keyed(found);
        }
        int draw = ThreadLocalRandom.current().nextInt(Cohorts.COUNT);
        return sent(
                routing.owner(draw),
                "by chance: the service answers " + Percent.text(routing.split()) + " of these reads");
    }

    private Decision sent(Owner side, String reason) {
        return routed(side, null, Decision.Routed.NONE, false, false, reason);
    }

    private Decision whole() {
        boolean moving = routing.shift() != null;
        return routed(routing.keylessOwner(), null, Decision.Routed.NONE, moving, false, "the phase moves as a whole");
    }

    private Decision keyed(KeyFinding.Found found) {
        int cohort = Cohorts.of(route.phase(), found.key());
        ShiftInForce shift = routing.shift();
        boolean moving = shift != null && shift.moves(cohort) && !routing.readsOnly();
        String reason = "key " + found.key() + " from " + found.source() + " is in cohort " + cohort
                + (cohort < routing.split() ? ", below" : ", not below") + " the split of " + routing.split();
        return routed(routing.owner(cohort), found.key(), cohort, moving, false, reason);
    }

    private Decision keyless() {
        if (!write) {
            return routed(
                    routing.keylessOwner(),
                    null,
                    Decision.Routed.NONE,
                    false,
                    false,
                    "a read without a key goes to the monolith until the service has everything");
        }
        ShiftInForce shift = routing.shift();
        boolean oneOwner = routing.split() == 0 || routing.split() == Cohorts.COUNT;
        if (shift == null && oneOwner) {
            String reason = "a write without a key, while one side owns everything";
            return routed(routing.keylessOwner(), null, Decision.Routed.NONE, false, routing.split() == 0, reason);
        }
        if (shift != null && (shift.stage() == Stage.HELD || (shift.stage() == Stage.RELEASED && oneOwner))) {
            return routed(
                    routing.keylessOwner(),
                    null,
                    Decision.Routed.NONE,
                    true,
                    false,
                    "a write without a key, in a shift");
        }
        String sources = route.rule().key().stream().map(KeySource::toString).collect(Collectors.joining(", "));
        return refused(
                "Key missing",
                "Phase '" + route.phase() + "' is being moved key by key, and this write names no key. Send one of: "
                        + sources + ".");
    }

    private Decision refused(String title, String reason) {
        return new Decision.Refused(422, title, reason, route.phase());
    }

    private Decision routed(
            Owner side, @Nullable String key, int cohort, boolean moving, boolean counted, String reason) {
        ShiftInForce shift = routing.shift();
        boolean held = write && moving && shift != null && shift.stage() == Stage.HELD;
        PathPattern rewrite = route.rewrite();
        boolean rewritten = side == Owner.SERVICE && rewrite != null;
        return new Decision.Routed(
                route.phase(),
                routing,
                side,
                side == Owner.SERVICE ? routing.service() : route.home(),
                rewritten && rewrite != null ? rewrite.fill(route.pattern(), path) : rawPath,
                key,
                cohort,
                write,
                moving,
                held,
                counted,
                reason);
    }
}
