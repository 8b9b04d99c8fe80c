package dev.banyan.control.config;

import dev.banyan.control.config.PhaseDefinition.After;
import dev.banyan.control.config.PhaseDefinition.Conflicts;
import dev.banyan.control.config.PhaseDefinition.Fencing;
import dev.banyan.control.config.PhaseDefinition.Ids;
import dev.banyan.control.config.PhaseDefinition.Kind;
import dev.banyan.control.config.PhaseDefinition.Mode;
import dev.banyan.control.config.PhaseDefinition.Triggers;
import dev.banyan.control.yaml.YamlMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what is particular to a phase with {@code feed: true}, and refuses what a feed can't keep. */
final class FeedReader {
    private static final Map<String, String> NOT_OF_A_FEED = notOfAFeed();

    private final YamlMap map;

    FeedReader(YamlMap map) {
        this.map = map;
    }

    private static Map<String, String> notOfAFeed() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("mode", "its routes shift reads only, by key where a route names one, else by share.");
        keys.put("ids", "the service makes no rows of these tables.");
        keys.put("triggers", "the service applies changes as it likes.");
        keys.put("conflicts", "the monolith owns every row.");
        keys.put("hold", "no write ever waits.");
        keys.put("fence", "no write ever changes sides.");
        keys.put("fallback", "what the service answers is its own.");
        return keys;
    }

    /** The phase, with the settings that mean nothing for a feed at their most harmless values. */
    PhaseDefinition feed(String name, String service, List<RouteRule> routes, List<TableMapping> tables) {
        NOT_OF_A_FEED.forEach((key, why) -> refuse(map, key, why));
        if (tables.isEmpty() && routes.isEmpty()) {
            map.problem(
                    "tables",
                    "Phase '" + name
                            + "' has neither tables to tell of nor routes to shift. Name tables, or, for a service"
                            + " that learns what it shows from events, routes.");
        }
        tables.forEach(this::check);
        return new PhaseDefinition(
                name,
                service,
                Kind.FEED,
                routes,
                tables,
                Mode.WHOLE,
                Ids.EXTERNAL,
                Triggers.FIRE,
                Conflicts.OWNER_WINS,
                Fencing.NONE,
                map.map("gates", FeedReader::gates),
                HoldLimits.DEFAULT,
                map.choice("after", After.SYNC, After.class));
    }

    private static Gates gates(YamlMap given) {
        refuse(given, "mismatches", "the service keeps its own view, which is not compared with the tables.");
        refuse(given, "wrong-owner", "either side may answer a read.");
        return PhaseReader.gates(given);
    }

    private static void refuse(YamlMap map, String key, String why) {
        if (map.has(key)) {
            map.skip(key);
            map.problem(key, "'" + key + "' does not go with 'feed: true': " + why + " Remove it.");
        }
    }

    private void check(TableMapping table) {
        if (!table.constants().isEmpty()) {
            map.problem(
                    "tables",
                    "Table '" + table.from() + "' has constants, which do not go with 'feed: true': the service knows"
                            + " what it adds. Remove them.");
        }
        table.columns().forEach((column, mapping) -> {
            if (mapping.reverse() != null) {
                map.problem(
                        "tables",
                        "Column '" + column + "' of table '" + table.from()
                                + "' has a 'reverse', which does not go with 'feed: true': nothing comes back. Remove"
                                + " it.");
            }
        });
    }
}
