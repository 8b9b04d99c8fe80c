package dev.banyan.control.config;

import dev.banyan.control.config.PhaseDefinition.After;
import dev.banyan.control.config.PhaseDefinition.Conflicts;
import dev.banyan.control.config.PhaseDefinition.Fencing;
import dev.banyan.control.config.PhaseDefinition.Ids;
import dev.banyan.control.config.PhaseDefinition.Kind;
import dev.banyan.control.config.PhaseDefinition.Mode;
import dev.banyan.control.config.PhaseDefinition.Triggers;
import dev.banyan.control.yaml.YamlMap;
import java.util.List;
import java.util.Map;

/** Reads what is particular to a phase with {@code outbox: TABLE}: it has a table of events, and nothing else. */
final class OutboxReader {
    private static final List<String> NOT_OF_AN_OUTBOX = List.of(
            "routes", "tables", "mode", "ids", "triggers", "conflicts", "hold", "fence", "fallback", "after", "feed");

    private final YamlMap map;

    OutboxReader(YamlMap map) {
        this.map = map;
    }

    PhaseDefinition outbox(String name, String service) {
        for (String key : NOT_OF_AN_OUTBOX) {
            if (map.has(key)) {
                map.skip(key);
                map.problem(
                        key,
                        "'" + key
                                + "' does not go with 'outbox': the events of one table are published, and nothing else"
                                + " moves. Remove it.");
            }
        }
        String table = map.text("outbox");
        return new PhaseDefinition(
                name,
                service,
                Kind.OUTBOX,
                List.of(),
                List.of(new TableMapping(table, table, null, Map.of(), Map.of())),
                Mode.WHOLE,
                Ids.EXTERNAL,
                Triggers.FIRE,
                Conflicts.OWNER_WINS,
                Fencing.NONE,
                map.map("gates", OutboxReader::gates),
                HoldLimits.DEFAULT,
                After.SYNC);
    }

    private static Gates gates(YamlMap given) {
        for (String key : List.of("mismatches", "wrong-owner", "error-rate", "p99-ratio")) {
            if (given.has(key)) {
                given.skip(key);
                given.problem(key, "'" + key + "' does not go with 'outbox': only its lag is measured. Remove it.");
            }
        }
        return PhaseReader.gates(given);
    }
}
