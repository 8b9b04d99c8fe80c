package dev.banyan.cli.stack;

import dev.banyan.control.config.Durations;
import dev.banyan.control.yaml.DidYouMean;
import dev.banyan.control.yaml.InvalidFileException;
import dev.banyan.control.yaml.Problem;
import dev.banyan.control.yaml.YamlFile;
import dev.banyan.control.yaml.YamlMap;
import dev.banyan.mysql.ServerKind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A stack file as it was written, checked: names are unique, what it refers to exists, nothing waits for itself.
 *
 * @param entries by name, databases first, in file order
 */
record StackFile(Path path, Map<String, Entry> entries, List<Template> files) {

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Duration START = Duration.ofSeconds(60);

    /** A file that is written with its placeholders replaced. */
    record Template(String from, String to) {}

    /** @throws InvalidFileException with every mistake and its line */
    static StackFile read(Path path) {
        StackFile file = YamlFile.read(path, root -> read(path, root));
        List<Problem> problems = new ArrayList<>();
        file.entries.values().forEach(entry -> file.checkPlaceholders(entry, problems));
        if (problems.isEmpty()) {
            file.entries.values().forEach(entry -> file.checkAfter(entry, problems));
        }
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems);
        }
        return file;
    }

    /** How many entries must be up, one after the other, before this one starts. */
    int wave(Entry entry) {
        return entry.after().stream()
                .mapToInt(name -> 1 + wave(entry(name)))
                .max()
                .orElse(entry instanceof Entry.Database ? 0 : 1);
    }

    /** What {@code up} starts. */
    List<Entry> always() {
        return entries.values().stream().filter(entry -> !entry.onDemand()).toList();
    }

    /** An entry, after the entries on demand that it waits for. */
    List<Entry> demanded(String name) {
        Set<String> names = new LinkedHashSet<>();
        demand(entry(name), names);
        return names.stream().map(this::entry).toList();
    }

    private void demand(Entry entry, Set<String> names) {
        entry.after().stream().map(this::entry).filter(Entry::onDemand).forEach(before -> demand(before, names));
        names.add(entry.name());
    }

    /** @throws StackException when there is no such entry */
    Entry entry(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new StackException(
                    "The stack has no entry '" + name + "'. It has: " + String.join(", ", entries.keySet()) + "."
                            + DidYouMean.hint(name, entries.keySet()) + " (" + path + ")");
        }
        return entry;
    }

    Set<String> portKeys() {
        Set<String> keys = new LinkedHashSet<>();
        entries.values().forEach(entry -> keys.addAll(entry.ports().keySet()));
        return keys;
    }

    private static StackFile read(Path path, YamlMap root) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        root.<Boolean>map("databases", all -> {
            all.names().forEach(name -> entries.put(name, all.map(name, map -> database(name, all, map))));
            return true;
        });
        List<String> jvm = root.texts("jvm");
        root.<Boolean>map("processes", all -> {
            for (String name : all.names()) {
                if (entries.put(name, all.map(name, map -> program(name, all, map, jvm))) instanceof Entry.Database) {
                    all.problem(name, "'" + name + "' is the name of a database and of a process; rename one.");
                }
            }
            return true;
        });
        List<Template> files = root.maps("files", map -> new Template(map.text("from"), map.text("to")));
        return new StackFile(path, entries, files);
    }

    private static Entry database(String name, YamlMap all, YamlMap map) {
        checkName(name, all);
        List<Entry.User> users = new ArrayList<>(
                map.mapOf("users", (user, of) -> new Entry.User(user, of.text("password"), of.textMap("grants")))
                        .values());
        return new Entry.Database(
                name,
                all.line(name),
                map.has("server") ? map.choice("server", ServerKind.MARIADB, ServerKind.class) : null,
                Map.of(name, port(map, "port")),
                map.texts("args"),
                map.texts("schemas"),
                users,
                map.value("start-timeout", START, Durations::parse),
                map.flag("on-demand", false));
    }

    private static Entry program(String name, YamlMap all, YamlMap map, List<String> commonJvm) {
        checkName(name, all);
        Map<String, Integer> ports = new LinkedHashMap<>();
        if (map.has("port")) {
            ports.put(name, port(map, "port"));
        }
        map.<Boolean>map("ports", more -> {
            more.names().forEach(extra -> ports.put(name + "." + extra, port(more, extra)));
            return true;
        });
        String jar = map.text("java", "");
        List<String> command = map.texts("command");
        if (jar.isEmpty() == command.isEmpty()) {
            all.problem(name, "Process '" + name + "' needs either 'java' (a jar) or 'command', and not both.");
        }
        if (!command.isEmpty() && map.has("jvm")) {
            map.problem("jvm", "'jvm' goes with 'java', not with 'command'.");
        }
        List<String> jvm = new ArrayList<>(commonJvm);
        jvm.addAll(map.texts("jvm"));
        return new Entry.Program(
                name,
                all.line(name),
                ports,
                jar,
                command,
                jvm,
                map.texts("args"),
                map.textMap("env"),
                map.text("health", ""),
                map.texts("after"),
                map.value("start-timeout", START, Durations::parse),
                map.flag("on-demand", false));
    }

    private static int port(YamlMap map, String key) {
        int port = map.integer(key, 0);
        if (port < 0 || port > 65535) {
            map.problem(key, "A port must be 1 to 65535, or 0 for a free one; '" + key + "' is " + port + ".");
            return 0;
        }
        return port;
    }

    private static void checkName(String name, YamlMap all) {
        if (!NAME.matcher(name).matches()) {
            all.problem(
                    name,
                    "'" + name
                            + "' can't name an entry: use lower case letters, digits and hyphens, a letter first, at most 40.");
        }
    }

    private void checkPlaceholders(Entry entry, List<Problem> problems) {
        entry.texts()
                .flatMap(text -> Placeholders.unknown(text, portKeys()).stream())
                .distinct()
                .forEach(message ->
                        problems.add(new Problem(path.toString(), entry.line(), entry.name() + ": " + message)));
    }

    private void checkAfter(Entry entry, List<Problem> problems) {
        for (String name : entry.after()) {
            if (!entries.containsKey(name)) {
                problems.add(new Problem(
                        path.toString(),
                        entry.line(),
                        "'" + entry.name() + "' waits for unknown entry '" + name + "'."
                                + DidYouMean.hint(name, entries.keySet())));
            } else if (entry(name).onDemand() && !entry.onDemand()) {
                problems.add(new Problem(
                        path.toString(),
                        entry.line(),
                        "'" + entry.name() + "' waits for '" + name
                                + "', which starts on demand only; mark it 'on-demand: true' as well."));
            } else if (waitsFor(name, entry.name(), new LinkedHashSet<>())) {
                problems.add(new Problem(
                        path.toString(),
                        entry.line(),
                        "'" + entry.name() + "' waits for '" + name + "', which waits for '" + entry.name()
                                + "'; remove one 'after'."));
            }
        }
    }

    private boolean waitsFor(String name, String target, Set<String> seen) {
        Entry entry = entries.get(name);
        return name.equals(target)
                || (entry != null
                        && seen.add(name)
                        && entry.after().stream().anyMatch(next -> waitsFor(next, target, seen)));
    }
}
