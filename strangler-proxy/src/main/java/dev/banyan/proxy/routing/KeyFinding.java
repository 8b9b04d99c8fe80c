package dev.banyan.proxy.routing;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.KeySource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the sources of a route's key say in one request. */
sealed interface KeyFinding {
    /** All present sources agree on this canonical key; {@code source} is the first of them. */
    record Found(String key, KeySource source) implements KeyFinding {}

    /** No source is present. */
    record Absent() implements KeyFinding {}

    /** A source holds what can't be a value of the key's column. */
    record Invalid(KeySource source) implements KeyFinding {}

    /** Two sources name different keys. */
    record Disagreeing(KeySource one, KeySource other) implements KeyFinding {}

    /** Reads the key; blank values count as absent. */
    static KeyFinding in(RequestFacts request, PhaseRoute route, RequestPath path, KeyRule rule) {
        Found found = null;
        Invalid invalid = null;
        for (KeySource source : route.rule().key()) {
            for (String value : values(request, route, path, source)) {
                if (value.isBlank()) {
                    continue;
                }
                Optional<String> canonical = rule.canonical(value);
                if (canonical.isEmpty()) {
                    invalid = invalid == null ? new Invalid(source) : invalid;
                } else if (found == null) {
                    found = new Found(canonical.get(), source);
                } else if (!found.key().equals(canonical.get())) {
                    return new Disagreeing(found.source(), source);
                }
            }
        }
        if (invalid != null) {
            return invalid;
        }
        return found != null ? found : new Absent();
    }

    private static List<String> values(RequestFacts request, PhaseRoute route, RequestPath path, KeySource source) {
        return switch (source.kind()) {
            case PATH -> {
                int at = route.pattern().variable(source.name());
                yield at < 0 ? List.of() : List.of(path.decoded().get(at));
            }
            case HEADER -> request.header(source.name());
            case COOKIE -> request.cookie(source.name());
            case QUERY -> query(request.rawQuery(), source.name());
        };
    }

    private static List<String> query(@org.jspecify.annotations.Nullable String query, String name) {
        List<String> values = new ArrayList<>();
        if (query != null) {
            for (String pair : query.split("&", -1)) {
                int equals = pair.indexOf('=');
                String key = equals < 0 ? pair : pair.substring(0, equals);
                if (RequestPath.decode(key).equals(name)) {
                    values.add(
                            equals < 0
                                    ? ""
                                    : RequestPath.decode(
                                            pair.substring(equals + 1).replace('+', ' ')));
                }
            }
        }
        return values;
    }
}
