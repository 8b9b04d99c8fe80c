package dev.banyan.control.yaml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One mapping of a YAML file. Each getter marks its key as known and reports a wrong type as a problem, answering a
 * harmless stand-in so that reading goes on and all problems are found in one go. Not thread-safe.
 */
public final class YamlMap {
    private final YamlFile file;
    private final String where;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();
    private final List<YamlMap> children = new ArrayList<>();

    YamlMap(YamlFile file, String where, MappingNode node) {
        this.file = file;
        this.where = where;
        this.line = lineOf(node);
        for (NodeTuple tuple : node.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            int keyLine = lineOf(tuple.getKeyNode());
            if (values.containsKey(key)) {
                file.problem(keyLine, "Key '" + path(key) + "' is given twice; first on line " + lines.get(key) + ".");
                continue;
            }
            values.put(key, tuple.getValueNode());
            lines.put(key, keyLine);
        }
    }

    /** The line on which this mapping starts, 1-based. */
    public int line() {
        return line;
    }

    /** The line of {@code key}, or of the mapping when it has no such key. */
    public int line(String key) {
        return lines.getOrDefault(key, line);
    }

    /** All keys present, in file order; for mappings whose keys are names. Asking marks them all as known. */
    public Set<String> names() {
        known.addAll(values.keySet());
        return new LinkedHashSet<>(values.keySet());
    }

    /** Marks a key as known without reading it; for keys that get a problem of their own. */
    public void skip(String key) {
        known.add(key);
    }

    public boolean has(String key) {
        return values.containsKey(key);
    }

    /** Reports a problem on the line of {@code key}. */
    public void problem(String key, String message) {
        file.problem(line(key), message);
    }

    /** The text of a key that must be present; an empty string stands in for a missing one. */
    public String text(String key) {
        return optionalText(key).orElseGet(() -> {
            missing(key);
            return "";
        });
    }

    public String text(String key, String otherwise) {
        return optionalText(key).orElse(otherwise);
    }

    public Optional<String> optionalText(String key) {
        Node node = value(key);
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        file.problem(lineOf(node), "'" + path(key) + "' must be a single value.");
        return Optional.of("");
    }

    /**
     * A value of another type, made by {@code parse} from the text; what it throws as {@link IllegalArgumentException}
     * becomes a problem on that line.
     */
    public <T> T value(String key, T otherwise, Function<String, T> parse) {
        return optionalText(key)
                .map(text -> {
                    try {
                        return parse.apply(text);
                    } catch (IllegalArgumentException e) {
                        problem(key, "'" + path(key) + "' is " + text + ": " + e.getMessage());
                        return otherwise;
                    }
                })
                .orElse(otherwise);
    }

    public boolean flag(String key, boolean otherwise) {
        return value(key, otherwise, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("must be true or false.");
        });
    }

    public int integer(String key, int otherwise) {
        return value(key, otherwise, text -> {
            try {
                return Integer.parseInt(text);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("must be a whole number.", e);
            }
        });
    }

    /** One of an enum's names, written in lower case with hyphens. */
    public <E extends Enum<E>> E choice(String key, E otherwise, Class<E> type) {
        return value(key, otherwise, text -> Choices.parse(type, text));
    }

    /** A list of texts; a single value counts as a list of one. */
    public List<String> texts(String key) {
        Node node = value(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof ScalarNode scalar) {
            return List.of(scalar.getValue());
        }
        if (!(node instanceof SequenceNode sequence)) {
            file.problem(lineOf(node), "'" + path(key) + "' must be a list.");
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            if (item instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                file.problem(lineOf(item), "An item of '" + path(key) + "' must be a single value.");
            }
        }
        return texts;
    }

    /** A list of mappings, each read by {@code reader}. */
    public <T> List<T> maps(String key, Function<YamlMap, T> reader) {
        Node node = value(key);
        if (node == null) {
            return List.of();
        }
        if (!(node instanceof SequenceNode sequence)) {
            file.problem(lineOf(node), "'" + path(key) + "' must be a list.");
            return List.of();
        }
        List<T> items = new ArrayList<>();
        for (Node item : sequence.getValue()) {
            if (item instanceof MappingNode mapping) {
                items.add(read(new YamlMap(file, path(key) + "[" + items.size() + "]", mapping), reader));
            } else {
                file.problem(lineOf(item), "An item of '" + path(key) + "' must be a mapping.");
            }
        }
        return items;
    }

    /** A nested mapping; an empty one stands in for a missing one. */
    public <T> T map(String key, Function<YamlMap, T> reader) {
        Node node = value(key);
        if (node instanceof MappingNode mapping) {
            return read(new YamlMap(file, path(key), mapping), reader);
        }
        if (node != null
                && !(node instanceof ScalarNode scalar && scalar.getValue().isEmpty())) {
            file.problem(lineOf(node), "'" + path(key) + "' must be a mapping.");
        }
        return read(new YamlMap(file, path(key), line(key)), reader);
    }

    /** A mapping from names to mappings, in file order. */
    public <T> Map<String, T> mapOf(String key, BiFunction<String, YamlMap, T> reader) {
        Map<String, T> entries = new LinkedHashMap<>();
        this.<Boolean>map(key, names -> {
            for (String name : names.names()) {
                entries.put(name, names.map(name, entry -> reader.apply(name, entry)));
            }
            return true;
        });
        return entries;
    }

    /** A mapping from names to single values, in file order. */
    public Map<String, String> textMap(String key) {
        Map<String, String> entries = new LinkedHashMap<>();
        this.<Boolean>map(key, names -> {
            for (String name : names.names()) {
                entries.put(name, names.text(name));
            }
            return true;
        });
        return entries;
    }

    void rejectUnknown() {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                problem(key, "Unknown key '" + path(key) + "'." + DidYouMean.hint(key, known));
            }
        }
        children.forEach(YamlMap::rejectUnknown);
    }

    private YamlMap(YamlFile file, String where, int line) {
        this.file = file;
        this.where = where;
        this.line = line;
    }

    private <T> T read(YamlMap child, Function<YamlMap, T> reader) {
        children.add(child);
        return reader.apply(child);
    }

    private @Nullable Node value(String key) {
        known.add(key);
        return values.get(key);
    }

    private void missing(String key) {
        file.problem(line, "'" + path(key) + "' is missing.");
    }

    private String path(String key) {
        return where.isEmpty() ? key : where + "." + key;
    }

    private static int lineOf(Node node) {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }
}
