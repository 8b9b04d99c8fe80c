package dev.banyan.control.config;

import dev.banyan.control.config.PhaseDefinition.After;
import dev.banyan.control.config.PhaseDefinition.Conflicts;
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
        keys.put("mode", "everything moves at once.");
        keys.put("ids", "one database gives ids at a time.");
        keys.put("triggers", "triggers are guarded.");
        keys.put("fence", "the database that is left refuses writes, by triggers.");
        keys.put("fallback", "one database answers at a time.");
        keys.put("conflicts", "the owner wins.");
        return keys;
    }

    PhaseDefinition relocation(String name, String service) {
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
                map.map("gates", PhaseReader::gates),
                map.map("hold", PhaseReader::hold),
                map.choice("after", After.SYNC, After.class));
    }
}
