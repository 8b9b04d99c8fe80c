package dev.banyan.control.config;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One route of a phase.
 *
 * @param path a path pattern: literal segments, {@code {name}} for one segment, {@code **} at the end for the rest
 * @param key where the cohort key is, the first that is present; those present must agree
 * @param reads methods that only read, upper case
 * @param rewrite the service's path pattern where it differs, with the same variables and tail; null when it does not
 */
public record RouteRule(
        String path,
        List<KeySource> key,
        Set<String> reads,
        @Nullable String rewrite) {
    public RouteRule {
        key = List.copyOf(key);
        reads = Set.copyOf(reads);
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException("a route's path must start with '/', not '" + path + "'.");
        }
        int tail = path.indexOf("**");
        if (tail >= 0 && (tail != path.length() - 2 || path.charAt(tail - 1) != '/')) {
            throw new IllegalArgumentException("'**' may only stand at the end of a path, after '/': '" + path + "'.");
        }
        for (KeySource source : key) {
            if (source.kind() == KeySource.Kind.PATH && !path.contains("{" + source.name() + "}")) {
                throw new IllegalArgumentException("key " + source + " names no variable of the path '" + path + "'.");
            }
        }
    }
}
