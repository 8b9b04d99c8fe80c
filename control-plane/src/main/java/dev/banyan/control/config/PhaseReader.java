package dev.banyan.control.config;

import dev.banyan.control.config.PhaseDefinition.After;
import dev.banyan.control.config.PhaseDefinition.Conflicts;
import dev.banyan.control.config.PhaseDefinition.Fencing;
import dev.banyan.control.config.PhaseDefinition.Ids;
import dev.banyan.control.config.PhaseDefinition.Kind;
import dev.banyan.control.config.PhaseDefinition.Mode;
import dev.banyan.control.config.PhaseDefinition.Triggers;
import dev.banyan.control.yaml.YamlMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code phases}. */
final class PhaseReader {
    /** Keys and values of the vocabulary that this version does not enforce: an error, never a silent promise. */
    private static final Map<String, String> NOT_ENFORCED =
            Map.of("ramp", "Shift step by step with `banyan phase shift`.");

    private final String name;
    private final YamlMap map;
    private final Set<String> services;

    PhaseReader(String name, YamlMap map, Set<String> services) {
        this.name = name;
        this.map = map;
        this.services = services;
    }

    PhaseDefinition read() {
        if (!name.matches("[a-z][a-z0-9-]{0,39}")) {
            map.problem("service", "Phase name '" + name + "' must be lower case letters, digits and hyphens.");
        }
        NOT_ENFORCED.forEach((key, advice) -> {
            if (map.has(key)) {
                map.skip(key);
                map.problem(key, "'" + key + "' is not enforced by this version. Remove it. " + advice);
            }
        });
        String service = map.text("service");
        if (!service.isEmpty() && !services.contains(service)) {
            map.problem("service", MigrationFile.unknownService(name, service, services));
        }
        if (map.flag("relocate", false)) {
            return new RelocationReader(map).relocation(name, service);
        }
        if (map.has("outbox")) {
            return new OutboxReader(map).outbox(name, service);
        }
        List<RouteRule> routes = map.maps("routes", this::route);
        List<TableMapping> tables = map.maps("tables", this::table);
        checkNames(tables);
        if (map.flag("feed", false)) {
            return new FeedReader(map).feed(name, service, routes, tables);
        }
        if (tables.isEmpty()) {
            map.problem("tables", "Phase '" + name + "' has no tables.");
        }
        only("fallback", "none");
        Mode mode = map.choice("mode", Mode.KEYED, Mode.class);
        if (routes.isEmpty()) {
            map.problem("routes", "Phase '" + name + "' has no routes.");
        }
        Fencing fence = map.choice("fence", Fencing.NONE, Fencing.class);
        if (mode == Mode.KEYED) {
            checkKeyed(routes, tables);
            checkFence(fence);
        }
        return new PhaseDefinition(
                name,
                service,
                Kind.MOVE,
                routes,
                tables,
                mode,
                map.choice("ids", Ids.INTERLEAVE, Ids.class),
                map.choice("triggers", Triggers.FIRE, Triggers.class),
                map.choice("conflicts", Conflicts.OWNER_WINS, Conflicts.class),
                fence,
                map.map("gates", PhaseReader::gates),
                map.map("hold", PhaseReader::hold),
                map.choice("after", After.SYNC, After.class));
    }

    private void only(String key, String allowed) {
        map.optionalText(key)
                .filter(value -> !value.equals(allowed))
                .ifPresent(value -> map.problem(
                        key,
                        "'" + key + ": " + value + "' is not enforced by this version. Use '" + key + ": " + allowed
                                + "'."));
    }

    private void checkFence(Fencing fence) {
        if (fence == Fencing.TRIGGERS) {
            map.problem(
                    "fence",
                    "'fence: triggers' goes with 'mode: whole' alone: in a keyed phase each row has an owner of its own,"
                            + " and a table can't refuse some of them. Use 'fence: none'; who writes past the proxies is"
                            + " reported by `banyan sync conflicts`.");
        }
    }

    private void checkNames(List<TableMapping> tables) {
        Set<String> seen = new HashSet<>();
        for (TableMapping table : tables) {
            if (!seen.add(table.from())) {
                map.problem("tables", "Table '" + table.from() + "' is mapped twice.");
            }
        }
    }

    private void checkKeyed(List<RouteRule> routes, List<TableMapping> tables) {
        for (RouteRule route : routes) {
            if (route.key().isEmpty()) {
                map.problem(
                        "routes", "Route '" + route.path() + "' names no key; a keyed phase needs one on every route.");
            }
        }
        for (TableMapping table : tables) {
            if (table.cohort() == null) {
                map.problem(
                        "tables",
                        "Table '" + table.from()
                                + "' names no cohort column. Name the column that holds the key, or use"
                                + " 'mode: whole'.");
            }
        }
    }

    private RouteRule route(YamlMap route) {
        String path = route.text("path");
        List<KeySource> keys = route.texts("key").stream()
                .map(text -> source(route, text))
                .filter(Objects::nonNull)
                .toList();
        List<String> reads = route.texts("reads");
        Set<String> methods = reads.isEmpty()
                ? Set.of("GET", "HEAD")
                : reads.stream().map(method -> method.toUpperCase(Locale.ROOT)).collect(Collectors.toSet());
        String rewrite = route.optionalText("rewrite").orElse(null);
        try {
            return new RouteRule(path, keys, methods, rewrite);
        } catch (IllegalArgumentException e) {
            route.problem("path", String.valueOf(e.getMessage()));
            return new RouteRule("/", List.of(), methods, null);
        }
    }

    private static @Nullable KeySource source(YamlMap route, String text) {
        try {
            return KeySource.parse(text);
        } catch (IllegalArgumentException e) {
            route.problem("key", String.valueOf(e.getMessage()));
            return null;
        }
    }

    private TableMapping table(YamlMap table) {
        String from = table.text("from");
        String to = table.text("to", from);
        if (table.has("children")) {
            table.skip("children");
            table.problem("children", "'children' is not enforced by this version. Remove it.");
        }
        Map<String, ColumnMapping> columns = table.mapOf("columns", PhaseReader::column);
        return new TableMapping(
                from, to, table.optionalText("cohort").orElse(null), columns, table.textMap("constants"));
    }

    private static ColumnMapping column(String name, YamlMap column) {
        boolean drop = column.flag("drop", false);
        String to = column.optionalText("to").orElse(null);
        String reverse = column.optionalText("reverse").orElse(null);
        Map<String, String> values = column.textMap("values");
        if (reverse != null && !drop) {
            column.problem("reverse", "'reverse' only goes with 'drop: true'; other columns are copied back.");
        }
        try {
            return new ColumnMapping(to, drop, reverse, values);
        } catch (IllegalArgumentException e) {
            column.problem("values", "Column '" + name + "': " + e.getMessage());
            return new ColumnMapping(null, false, null, Map.of());
        }
    }

    static Gates gates(YamlMap map) {
        if (map.has("shadow-mismatches")) {
            map.skip("shadow-mismatches");
            map.problem("shadow-mismatches", "'shadow-mismatches' is not enforced by this version. Remove it.");
        }
        Gates standard = Gates.DEFAULT;
        return new Gates(
                map.value("error-rate", standard.errorRate(), Percent::share),
                map.value("p99-ratio", standard.p99Ratio(), PhaseReader::number),
                map.value("lag", standard.lag(), Durations::parse),
                map.integer("mismatches", standard.mismatches()),
                map.integer("wrong-owner", standard.wrongOwner()));
    }

    static HoldLimits hold(YamlMap map) {
        HoldLimits standard = HoldLimits.DEFAULT;
        try {
            return new HoldLimits(
                    map.value("deadline", standard.deadline(), Durations::parse),
                    map.integer("max-waiting", standard.maxWaiting()));
        } catch (IllegalArgumentException e) {
            map.problem("deadline", String.valueOf(e.getMessage()));
            return standard;
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("must be a number.", e);
        }
    }
}
