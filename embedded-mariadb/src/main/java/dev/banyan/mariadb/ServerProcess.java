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

/** One run of {@code mariadbd}, from start to exit. */
final class ServerProcess {

    private static final String READY = "ready for connections";
    private static final int TRIES_ON_FREE_PORTS = 3;

    private final Process process;
    private final OsProcess identity;
    private final int port;

    private ServerProcess(Process process, int port) {
        this.process = process;
        this.identity = OsProcess.of(process.toHandle());
        this.port = port;
    }

    /** Starts the server on a data directory that exists and returns once it takes connections. */
    static ServerProcess start(Installation installation, Options options, Consumer<OsProcess> spawned)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = options.port() == 0 ? LoopbackPorts.free() : options.port();
            if (options.port() != 0 && !LoopbackPorts.isFree(port)) {
                throw new MariaDbException(
                        "Port " + port + " on 127.0.0.1 is in use by another process, so MariaDB cannot listen"
                                + " there. Stop that process or choose another port (0 takes a free one).");
            }
            try {
                return startOn(port, installation, options, spawned);
            } catch (MariaDbException e) {
                // Somebody else may have taken the free port between our look and the server's bind.
                if (options.port() != 0 || LoopbackPorts.isFree(port) || attempt == TRIES_ON_FREE_PORTS) {
                    throw e;
                }
            }
        }
    }

    private static ServerProcess startOn(
            int port, Installation installation, Options options, Consumer<OsProcess> spawned) throws IOException {
        Path data = required(options.dataDirectory()).toAbsolutePath();
        Path log = required(options.logFile()).toAbsolutePath();
        Files.createDirectories(required(log.getParent()));
        long before = Files.exists(log) ? Files.size(log) : 0;
        ProcessBuilder builder = new ProcessBuilder(OsProcess.inOwnSession(command(port, data, installation, options)))
                .directory(data.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        Map<String, String> environment = builder.environment();
        environment.merge(
                installation.libraryPathVariable(),
                installation.libraries().toString(),
                (old, ours) -> ours + ":" + old);
        ServerProcess server = new ServerProcess(builder.start(), port);
        spawned.accept(server.identity);
        server.awaitReady(log, before, options.startTimeout());
        return server;
    }

    private static List<String> command(int port, Path data, Installation installation, Options options) {
        List<String> command = new ArrayList<>(List.of(
                installation.server().toString(),
                "--no-defaults",
                "--basedir=" + installation.base(),
                "--datadir=" + data,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                "--socket=mariadbd.sock", // relative to the data directory: such paths are limited to 107 bytes
                "--pid-file=mariadbd.pid",
                "--server-id=" + (options.serverId() == 0 ? port : options.serverId()),
                "--log-bin=binlog",
                "--binlog-format=ROW",
                "--binlog-row-image=FULL",
                "--binlog-legacy-event-pos=1",
                "--log-bin-trust-function-creators=1",
                "--character-set-server=utf8mb4",
                // What has been committed survives a kill of the process, though not a power cut.
                "--innodb-flush-log-at-trx-commit=2",
                "--sync-binlog=0",
                "--innodb-buffer-pool-size=128M",
                "--innodb-log-file-size=48M",
                "--max-connections=200",
                "--skip-ssl", // else each start makes an RSA key, which takes up to 10 s
                "--skip-name-resolve"));
        if ("root".equals(System.getProperty("user.name"))) {
            command.add("--user=root");
        }
        command.addAll(options.extraArgs());
        return command;
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
                throw new MariaDbException("MariaDB ended with exit code " + process.exitValue()
                        + " while starting on port " + port + ". It said (" + log + "):\n" + lastLines(printed, 15));
            }
            if (System.nanoTime() > deadline) {
                kill();
                throw new MariaDbException("MariaDB did not take connections on port " + port + " within "
                        + timeout.toSeconds() + " s. It said (" + log + "):\n" + lastLines(printed, 15));
            }
            try {
                process.waitFor(20, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                kill();
                Thread.currentThread().interrupt();
                throw new MariaDbException("Interrupted while MariaDB was starting on port " + port, e);
            }
        }
    }

    OsProcess identity() {
        return identity;
    }

    int port() {
        return port;
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
