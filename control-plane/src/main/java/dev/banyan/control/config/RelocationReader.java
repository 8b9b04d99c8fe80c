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
import java.util.Set;

/** Reads a phase with {@code relocate: true}, and refuses what it implies. */
final class RelocationReader {
    private static final Map<String, String> IMPLIED = implied();

    private final YamlMap map;

    RelocationReader(YamlMap map) {
        this.map = map;
    }

    private static Map<String, String> implied() {
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("feed", "the service takes everything over, and is not told of it.");
        keys.put("routes", "every path that no other phase routes moves.");
        keys.put("tables", "every table of the monolith's schema moves, as it is.");
        keys.put("ids", "one database gives ids at a time.");
        keys.put("fallback", "one database answers at a time.");
        keys.put("conflicts", "the owner wins.");
        return keys;
    }

    /** Said again, it does no harm; anything else is not what happens. */
    private void only(String key, String value, String why) {
        map.optionalText(key)
                .filter(given -> !given.equals(value))
                .ifPresent(given -> map.problem(
                        key,
                        "'" + key + "' does not go with 'relocate: true' as '" + given + "': " + why + " Write '" + key
                                + ": " + value + "', or leave it out."));
    }

    PhaseDefinition relocation(String name, String service) {
        only("mode", "whole", "everything moves at once.");
        only("triggers", "guard", "triggers are guarded.");
        only("fence", "triggers", "the database that is left refuses writes, by triggers.");
        IMPLIED.forEach((key, why) -> {
            if (map.has(key)) {
                map.skip(key);
                map.problem(key, "'" + key + "' does not go with 'relocate: true': " + why + " Remove it.");
            }
        });
        return new PhaseDefinition(
                name,
                service,
                Kind.RELOCATION,
                List.of(new RouteRule("/**", List.of(), Set.of("GET", "HEAD"), null)),
                List.of(),
                Mode.WHOLE,
                Ids.EXTERNAL,
                Triggers.GUARD,
                Conflicts.OWNER_WINS,
                Fencing.TRIGGERS,
                map.map("gates", PhaseReader::gates),
                map.map("hold", PhaseReader::hold),
                map.choice("after", After.SYNC, After.class));
    }
}
