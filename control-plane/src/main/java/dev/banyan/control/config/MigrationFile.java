package dev.banyan.control.config;

import dev.banyan.control.yaml.DidYouMean;
import dev.banyan.control.yaml.InvalidFileException;
import dev.banyan.control.yaml.YamlFile;
import dev.banyan.control.yaml.YamlMap;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The strict reader of migration.yaml. */
public final class MigrationFile {
    private final Map<String, String> environment;

    private MigrationFile(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Reads the file with secrets from the process's environment. */
    public static Migration read(Path path) {
        return YamlFile.read(path, new MigrationFile(System.getenv())::migration);
    }

    /**
     * Reads {@code text}; {@code name} is what messages call the file.
     *
     * @throws InvalidFileException with every problem found
     */
    public static Migration parse(String name, String text, Map<String, String> environment) {
        return YamlFile.parse(name, text, new MigrationFile(environment)::migration);
    }

    private Migration migration(YamlMap file) {
        String name = file.text("migration");
        DatabaseAddress control = file.map("control", this::database);
        ProxySettings proxy = file.map("proxy", this::proxy);
        Site monolith = file.map("monolith", this::monolith);
        Map<String, Site> services = file.mapOf("services", (service, map) -> service(map));
        Map<String, PhaseDefinition> phases = new LinkedHashMap<>(
                file.mapOf("phases", (phase, map) -> new PhaseReader(phase, map, services.keySet()).read()));
        Map<String, String> paths = new LinkedHashMap<>();
        phases.values()
                .forEach(phase -> phase.routes().forEach(route -> {
                    String other = paths.putIfAbsent(route.path(), phase.name());
                    if (other != null) {
                        file.problem(
                                "phases",
                                "Path '" + route.path() + "' is routed by '" + other + "' and again by '" + phase.name()
                                        + "'; a path belongs to one phase.");
                    }
                }));
        needDatabases(file, services, phases);
        EventSettings events =
                file.has("events") ? file.map("events", map -> new EventsReader(map, services.keySet()).read()) : null;
        checkOutboxes(file, phases, events);
        checkRelocations(file, phases);
        return new Migration(name, control, proxy, monolith, services, phases, events);
    }

    /** Only a service that nothing but feeds use keeps its database to itself. */
    private static void needDatabases(YamlMap file, Map<String, Site> services, Map<String, PhaseDefinition> phases) {
        phases.values().forEach(phase -> {
            Site service = services.get(phase.service());
            if (service == null || service.ownDatabase() != null || phase.kind() == PhaseDefinition.Kind.FEED) {
                return;
            }
            file.problem(
                    "services",
                    "Service '" + phase.service() + "' names no database, but phase '" + phase.name()
                            + (phase.outbox()
                                    ? "' reads its outbox there. Add 'services." + phase.service() + ".database'."
                                    : "' moves tables there. Add 'services." + phase.service()
                                            + ".database', or make the phase a feed: 'feed: true'."));
        });
    }

    /** Outboxes need somewhere to go, and topics an outbox. */
    private static void checkOutboxes(
            YamlMap file, Map<String, PhaseDefinition> phases, @Nullable EventSettings events) {
        for (PhaseDefinition phase : phases.values()) {
            if (phase.outbox() && events == null) {
                file.problem(
                        "phases",
                        "Phase '" + phase.name()
                                + "' publishes an outbox, but nothing says where to. Add 'events', with region and"
                                + " subscribers.");
            }
        }
        if (events == null) {
            return;
        }
        Set<String> outboxes = phases.values().stream()
                .filter(PhaseDefinition::outbox)
                .map(PhaseDefinition::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        events.topics().keySet().stream()
                .filter(phase -> !outboxes.contains(phase))
                .forEach(phase -> file.problem(
                        "events",
                        "'events.topics' names '" + phase + "', which is no phase with an outbox. There are: "
                                + String.join(", ", outboxes) + "." + DidYouMean.hint(phase, outboxes)));
    }

    /** What is relocated to is the whole monolith's, and there is one such place. */
    private static void checkRelocations(YamlMap file, Map<String, PhaseDefinition> phases) {
        List<PhaseDefinition> relocations =
                phases.values().stream().filter(PhaseDefinition::relocation).toList();
        if (relocations.size() > 1) {
            file.problem(
                    "phases",
                    "Phases '" + relocations.get(0).name() + "' and '"
                            + relocations.get(1).name()
                            + "' both have 'relocate: true'; a migration relocates once. Remove one of them.");
        }
        for (PhaseDefinition relocation : relocations) {
            phases.values().stream()
                    .filter(phase -> !phase.relocation() && phase.service().equals(relocation.service()))
                    .forEach(phase -> file.problem(
                            "phases",
                            "Service '" + phase.service() + "' takes the whole monolith in phase '" + relocation.name()
                                    + "', so that phase '" + phase.name()
                                    + "' can't move there as well. Name another service."));
        }
    }

    private DatabaseAddress database(YamlMap map) {
        String url = map.text("url");
        String user = map.text("user");
        Secret password = secret(map, "password");
        try {
            return new DatabaseAddress(url, user, password);
        } catch (IllegalArgumentException e) {
            if (!url.isEmpty()) {
                map.problem("url", String.valueOf(e.getMessage()));
            }
            return new DatabaseAddress("jdbc:mysql://unknown:3306/unknown", user, password);
        }
    }

    private ProxySettings proxy(YamlMap map) {
        return new ProxySettings(address(map, "listen"), address(map, "admin"), secret(map, "token"));
    }

    private static String address(YamlMap map, String key) {
        String text = map.text(key);
        if (!text.isEmpty() && !text.matches("[^:\\s]+:\\d{1,5}")) {
            map.problem(key, "'" + key + "' must be host:port, such as 127.0.0.1:8001, not '" + text + "'.");
        }
        return text;
    }

    private Site monolith(YamlMap map) {
        return new Site(http(map), map.map("database", this::database));
    }

    private Site service(YamlMap map) {
        return new Site(
                http(map),
                map.has("database") ? map.map("database", this::database) : null,
                map.has("token") ? secret(map, "token") : null);
    }

    private static List<String> http(YamlMap map) {
        List<String> http = map.texts("http");
        for (String address : http) {
            if (!address.matches("https?://[^/\\s]+")) {
                map.problem("http", "'" + address + "' must be http://host:port without a path.");
            }
        }
        if (http.isEmpty()) {
            map.problem("http", "'http' needs at least one address, such as http://127.0.0.1:8080.");
        }
        return http.isEmpty() ? List.of("http://unknown") : http;
    }

    private Secret secret(YamlMap map, String key) {
        String text = map.text(key);
        try {
            return Secret.resolve(text, environment);
        } catch (IllegalArgumentException e) {
            map.problem(key, "Secret '" + key + "': " + e.getMessage());
            return new Secret("");
        }
    }

    /** Says which service was meant, for messages here and in the CLI. */
    static String unknownService(String phase, String service, Set<String> declared) {
        return "Phase '" + phase + "' names unknown service '" + service + "'. Declared: " + String.join(", ", declared)
                + "." + DidYouMean.hint(service, declared);
    }
}
