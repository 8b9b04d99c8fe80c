package dev.banyan.playbooks.timeline;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.RouteRule;
import dev.banyan.playbooks.load.RequestLine;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells who answered a request. The side that a proxy names is not enough: after a relocation all that no service has taken is answered by the side
 * "service" of that phase, which is the monolith at its new place. So a service answered when the side says so and the request belongs to a phase
 * that moves a capability.
 */
final class ServiceRoutes {

    private record Rule(Pattern path, boolean readsOnly, Set<String> reads) {
        boolean matches(String method, String asked) {
            return path.matcher(asked).matches() && (!readsOnly || reads.contains(method));
        }
    }

    private final List<Rule> rules;

    private ServiceRoutes(List<Rule> rules) {
        this.rules = rules;
    }

    static ServiceRoutes of(Migration migration) {
        return new ServiceRoutes(migration.phases().values().stream()
                .filter(phase -> !phase.relocation())
                .flatMap(phase -> phase.routes().stream().map(route -> rule(phase, route)))
                .toList());
    }

    boolean answeredByService(RequestLine line) {
        String path = line.path().split("\\?", 2)[0];
        return "service".equals(line.side()) && rules.stream().anyMatch(rule -> rule.matches(line.method(), path));
    }

    private static Rule rule(PhaseDefinition phase, RouteRule route) {
        boolean tail = route.path().endsWith("/**");
        String path = tail ? route.path().substring(0, route.path().length() - 3) : route.path();
        StringBuilder pattern = new StringBuilder();
        for (String segment : path.substring(Math.min(1, path.length())).split("/", -1)) {
            pattern.append('/').append(segment.startsWith("{") ? "[^/]+" : Pattern.quote(segment));
        }
        return new Rule(Pattern.compile(pattern + (tail ? "(/.*)?" : "")), phase.feed(), route.reads());
    }
}
