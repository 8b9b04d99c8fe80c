package dev.banyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code ./banyan} as a person starts it in a directory, in a process of its own, with what it said. */
final class BanyanProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** A terminal's children mind Ctrl-C; those of a build in the background would be born deaf to it. */
    private static final List<String> AS_FROM_A_TERMINAL =
            List.of("perl", "-e", "$SIG{INT} = 'DEFAULT'; exec @ARGV or die $!");

    private static final String IN_A_HURRY = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    private final Path out;
    private final Path err;
    private final Process process;

    private BanyanProcess(Path directory, Map<String, String> environment, List<String> arguments) {
        List<String> command = new ArrayList<>(AS_FROM_A_TERMINAL);
        command.add(home().resolve("banyan").toString());
        command.addAll(arguments);
        try {
            out = Files.createTempFile(directory, "banyan", ".out");
            err = Files.createTempFile(directory, "banyan", ".err");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("BANYAN_NO_BUILD", "1");
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BanyanProcess start(Path directory, String... arguments) {
        return new BanyanProcess(directory, Map.of(), List.of(arguments));
    }

    /** One whose server starts in a hurry, as those of a stack do; its JVMs say so in a line each. */
    static BanyanProcess startServer(Path directory, String... arguments) {
        return new BanyanProcess(directory, Map.of("JAVA_TOOL_OPTIONS", IN_A_HURRY), List.of(arguments));
    }

    /** The project's folder. */
    static Path home() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("banyan")) && Files.isDirectory(folder.resolve("playbooks"))) {
                return folder;
            }
        }
        throw new IllegalStateException("Run the tests inside the project.");
    }

    String out() {
        return read(out);
    }

    /** All that it, and the server that it runs, has said so far. */
    String said() {
        return read(out) + read(err);
    }

    void awaitSaid(String text) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(said()).as("alive: %s", alive()).contains(text));
    }

    boolean alive() {
        return process.isAlive();
    }

    /** The processes that it has started and that live. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    void signal(String name) {
        CoordinatorProcess.signal(process.pid(), name);
    }

    /** Its exit code, once it has ended. */
    int exit() throws InterruptedException {
        return exit(PATIENCE);
    }

    int exit(Duration patience) throws InterruptedException {
        assertThat(process.waitFor(patience.toSeconds(), TimeUnit.SECONDS))
                .as(said())
                .isTrue();
        return process.exitValue();
    }

    /** Processes whose command line names the directory, whoever started them. */
    static List<String> processesOf(Path directory) {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(ProcessHandle::isAlive)
                    .map(handle ->
                            handle.pid() + " " + handle.info().commandLine().orElse(""))
                    .filter(line -> line.contains(directory.toString()))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> left = children();
        process.destroyForcibly();
        left.forEach(ProcessHandle::destroyForcibly);
    }
}
