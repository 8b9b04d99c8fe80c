package dev.banyan.cli.stack;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the stack remembers in its {@code .banyan} folder: runs, ports, and whether the last start came to its end. */
final class StateFolder {

    private final Path dir;

    StateFolder(Path dir) {
        this.dir = dir;
    }

    Path dir() {
        return dir;
    }

    /** The folder that the state folder lies in. */
    Path workingDirectory() {
        return Objects.requireNonNull(dir.getParent());
    }

    Path log(String entry) {
        return dir.resolve("logs").resolve(entry + ".log");
    }

    Path data(String database) {
        return dir.resolve("data").resolve(database);
    }

    /** The stack file that was made for this stack alone. */
    Path ownFile() {
        return dir.resolve("stack.yaml");
    }

    /** Where jars are unpacked that start faster so. */
    Path programs() {
        return dir.resolve("programs");
    }

    Secrets secrets() {
        return new Secrets(dir.resolve("secrets"));
    }

    /** Whether the last {@code up} came to its end; else what runs is a leftover. */
    boolean isUp() {
        return Files.exists(upMarker());
    }

    void markUp(boolean up) {
        try {
            if (up) {
                Files.writeString(upMarker(), "");
            } else {
                Files.deleteIfExists(upMarker());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Run> runs() {
        Path folder = dir.resolve("run");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Run> runs = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> String.valueOf(file.getFileName()))
                    .filter(file -> file.endsWith(".properties"))
                    .map(file -> file.substring(0, file.length() - ".properties".length()))
                    .forEach(name -> run(name).ifPresent(runs::add));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return runs;
    }

    Optional<Run> run(String entry) {
        Path file = runFile(entry);
        return Files.exists(file) ? Optional.of(Run.from(entry, load(file))) : Optional.empty();
    }

    void save(Run run) {
        save(runFile(run.name()), run.toProperties());
    }

    void forget(String entry) {
        try {
            Files.deleteIfExists(runFile(entry));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ports by key as they were last given out. */
    Map<String, Integer> ports() {
        Map<String, Integer> ports = new TreeMap<>();
        Path file = portsFile();
        if (Files.exists(file)) {
            load(file).forEach((key, port) -> ports.put(key.toString(), Integer.valueOf(port.toString())));
        }
        return ports;
    }

    void savePorts(Map<String, Integer> ports) {
        Properties properties = new Properties();
        ports.forEach((key, port) -> properties.setProperty(key, port.toString()));
        save(portsFile(), properties);
    }

    private Path portsFile() {
        return dir.resolve("ports.properties");
    }

    private Path upMarker() {
        return dir.resolve("run").resolve("up");
    }

    private Path runFile(String entry) {
        return dir.resolve("run").resolve(entry + ".properties");
    }

    private static Properties load(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static void save(Path file, Properties properties) {
        StringWriter text = new StringWriter();
        try {
            properties.store(text, null);
            PrivateFiles.write(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
