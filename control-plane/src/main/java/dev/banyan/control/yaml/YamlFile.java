package dev.banyan.control.yaml;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads a YAML file through {@link YamlMap}s and reports every problem at once.
 *
 * <p>The reader function asks for the keys it knows; keys it never asked for, duplicate keys and values of the wrong
 * type are problems with their line. It may return a half-filled value: nothing is returned to the caller unless there
 * was no problem.
 */
public final class YamlFile {
    private final String name;
    private final List<Problem> problems = new ArrayList<>();

    private YamlFile(String name) {
        this.name = name;
    }

    /** Reads {@code path}; a file that can't be read, like any other mistake, is an {@link InvalidFileException}. */
    public static <T> T read(Path path, Function<YamlMap, T> reader) {
        try {
            return parse(path.toString(), Files.readString(path), reader);
        } catch (IOException e) {
            throw new InvalidFileException(List.of(new Problem(
                    path.toString(), 0, "Can't read the file: " + e.getMessage() + ". Name another with --config.")));
        }
    }

    /** As {@link #read}, from text; {@code name} is what messages call the file. */
    public static <T> T parse(String name, String text, Function<YamlMap, T> reader) {
        YamlFile file = new YamlFile(name);
        T value = file.apply(text, reader);
        if (value == null || !file.problems.isEmpty()) {
            throw new InvalidFileException(file.problems);
        }
        return value;
    }

    private <T> @Nullable T apply(String text, Function<YamlMap, T> reader) {
        Node root;
        try {
            root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            problem(line, "Not valid YAML: " + e.getProblem() + ".");
            return null;
        }
        if (!(root instanceof MappingNode mapping)) {
            problem(1, "The file must be a mapping of keys to values.");
            return null;
        }
        YamlMap map = new YamlMap(this, "", mapping);
        T value;
        try {
            value = reader.apply(map);
        } catch (IllegalArgumentException | NullPointerException e) {
            // A record that refused a value which already has its problem on the list, or has one of its own.
            if (problems.isEmpty()) {
                problem(map.line(), String.valueOf(e.getMessage()));
            }
            return null;
        }
        map.rejectUnknown();
        return value;
    }

    void problem(int line, String message) {
        problems.add(new Problem(name, line, message));
    }
}
