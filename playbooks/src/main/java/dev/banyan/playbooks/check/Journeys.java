package dev.banyan.playbooks.check;

import dev.banyan.playbooks.load.Kind;
import dev.banyan.playbooks.load.Outcome;
import dev.banyan.playbooks.load.RequestLine;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How far customers, shops and devices were told that orders had come. Nobody takes an order back here. */
final class Journeys {
    private static final List<String> STATES = List.of("PENDING_PAYMENT", "CREATED", "ACCEPTED", "DELIVERED");
    private static final Pattern ORDER = Pattern.compile("/orders/(\\d+)/(?:accept|deliver)$");

    private final Map<Long, String> told = new HashMap<>();
    private final Set<Long> moving = new HashSet<>();

    void add(RequestLine line) {
        if (line.kind() != Kind.RELAY_ACCEPT && line.kind() != Kind.ORDER_ACCEPT && line.kind() != Kind.ORDER_DELIVER) {
            return;
        }
        Matcher matcher = ORDER.matcher(line.path());
        if (matcher.find()) {
            long order = Long.parseLong(matcher.group(1));
            moving.add(order);
            if (line.outcome() == Outcome.OK && line.kind() != Kind.RELAY_ACCEPT) {
                told.merge(
                        order,
                        line.kind() == Kind.ORDER_ACCEPT ? "ACCEPTED" : "DELIVERED",
                        (one, other) -> STATES.indexOf(one) > STATES.indexOf(other) ? one : other);
            }
        }
    }

    /** A status in the monolith's words, in which both databases keep it. */
    static String coarse(String status) {
        return switch (status) {
            case "RELAYED" -> "CREATED";
            case "DELIVERING" -> "ACCEPTED";
            default -> status;
        };
    }

    /**
     * The state that an order must be in.
     *
     * @param first what was said when it was placed
     * @param found what it is; as good as promised where somebody set out to bring the order so far, or farther
     */
    @Nullable
    String expected(long order, @Nullable String first, @Nullable String found) {
        String promised = told.getOrDefault(order, first == null ? "" : coarse(first));
        boolean farther =
                found != null && STATES.contains(promised) && STATES.indexOf(found) > STATES.indexOf(promised);
        return moving.contains(order) && farther ? found : promised.isEmpty() ? null : promised;
    }
}
