package dev.banyan.mariadb;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One run of a server, from start to exit. */
final class ServerProcess {

    private static final String READY = "ready for connections";
    private static final int TRIES_ON_FREE_PORTS = 3;
    private static final int LAST = 16_384;

    private final String product;
    private final Process process;
    private final OsProcess identity;
    private final int port;

    private ServerProcess(String product, Process process, int port) {
        this.product = product;
        this.process = process;
        this.identity = OsProcess.of(process.toHandle());
        this.port = port;
    }

    /** Starts the server on a data directory that exists and returns once it takes connections. */
    static ServerProcess start(ServerSoftware software, Options options, Consumer<OsProcess> spawned)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = options.port() == 0 ? LoopbackPorts.free() : options.port();
            if (options.port() != 0 && !LoopbackPorts.isFree(port)) {
                throw new MariaDbException(
                        "Port " + port + " on 127.0.0.1 is in use by another process, so " + software.product()
                                + " cannot listen there. Stop that process or choose another port (0 takes a free one).");
            }
            try {
                return startOn(port, software, options, spawned);
            } catch (MariaDbException e) {
                // Somebody else may have taken the free port between our look and the server's bind.
                if (options.port() != 0 || LoopbackPorts.isFree(port) || attempt == TRIES_ON_FREE_PORTS) {
                    throw e;
                }
            }
        }
    }

    private static ServerProcess startOn(
            int port, ServerSoftware software, Options options, Consumer<OsProcess> spawned) throws IOException {
        Path data = required(options.dataDirectory()).toAbsolutePath();
        Path log = required(options.logFile()).toAbsolutePath();
        Files.createDirectories(required(log.getParent()));
        long before = Files.exists(log) ? Files.size(log) : 0;
        List<String> command = new ArrayList<>(software.command(port, data, options));
        command.add("--tmpdir=" + temporaryTables(data));
        ProcessBuilder builder = new ProcessBuilder(OsProcess.inOwnSession(command))
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        software.libraryPaths()
                .forEach((variable, folder) -> environment.merge(variable, folder, (old, ours) -> ours + ":" + old));
        ServerProcess server = new ServerProcess(software.product(), builder.start(), port);
        spawned.accept(server.identity);
        server.awaitReady(log, before, options.startTimeout());
        return server;
    }

    /**
     * A folder of the server's own beside its data. A server that starts deletes what it takes for the remains of its last run, every
     * {@code #sql*} file in this folder: in a shared one those are the tables of queries that other servers are running, some of which
     * then crash.
     */
    private static Path temporaryTables(Path data) throws IOException {
        return Files.createDirectories(data.resolveSibling(required(data.getFileName()) + ".tmp"));
    }

    private void awaitReady(Path log, long from, Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            boolean alive = process.isAlive();
            String printed = read(log, from);
            if (alive && printed.contains(READY)) {
                return;
            }
            if (!alive) {
                throw new MariaDbException(product + " ended with exit code " + process.exitValue()
                        + " while starting on port " + port + ". It said (" + log + "):\n" + lastLines(printed, 15));
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new MariaDbException(product + " did not take connections on port " + port + " within "
                        + timeout.toSeconds() + " s. It said (" + log + "):\n" + lastLines(printed, 15));
            }
            try {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                kill();
                Thread.currentThread().interrupt();
                throw new MariaDbException("Interrupted while " + product + " was starting on port " + port, e);
            }
        }
    }

    OsProcess identity() {
        return identity;
    }

    int port() {
        return port;
    }

    /** How the server ended and what it said last, as a sentence to append; empty while it runs. */
    String epitaph(Path log) {
        if (process.isAlive()) {
            return "";
        }
        String ended = "\nThe server has ended, with exit code " + process.exitValue();
        try {
            return ended + ". It said (" + log + "):\n"
                    + lastLines(read(log, Math.max(0, Files.size(log) - LAST)), 100);
        } catch (IOException e) {
            return ended + "; its log can't be read: " + e;
        }
    }

    void stop() {
        identity.stop(Duration.ofSeconds(30));
    }

    void kill() {
        identity.kill();
    }

    private static String read(Path log, long from) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long length = Math.max(0, file.length() - from);
            byte[] bytes = new byte[(int) Math.min(length, 1 << 20)];
            file.seek(from);
            file.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static String lastLines(String text, int count) {
        List<String> lines = text.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
    }

    private static Path required(@Nullable Path path) {
        return Objects.requireNonNull(path);
    }
}
