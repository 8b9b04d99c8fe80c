package dev.banyan.mariadb;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a server is started. Values not given are chosen at start.
 *
 * @param dataDirectory where the server keeps its data; an existing one is used as it is; null: a temporary one, deleted by {@code close()}
 * @param port TCP port on 127.0.0.1, 0 to 65535; 0: a free one
 * @param serverId the server's {@code server_id}; 0: the same as the port
 * @param extraArgs further server options, such as {@code --auto-increment-increment=2}; they win over ours
 * @param logFile what the server prints, appended to; null: {@code mariadbd.log} beside the data directory
 * @param detached the server outlives this JVM
 * @param home where binaries and the empty database are kept between starts, shared by all JVMs; null: a folder of this user under {@code java.io.tmpdir}
 * @param startTimeout how long a start may take, the first unpacking apart
 */
public record Options(
        @Nullable Path dataDirectory,
        int port,
        int serverId,
        List<String> extraArgs,
        @Nullable Path logFile,
        boolean detached,
        @Nullable Path home,
        Duration startTimeout) {

    public Options {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be 0 to 65535, is " + port);
        }
        if (serverId < 0) {
            throw new IllegalArgumentException("serverId must not be negative, is " + serverId);
        }
        extraArgs = List.copyOf(extraArgs);
    }

    /** A server with a temporary data directory on a free port, that ends with this JVM. */
    public static Options defaults() {
        return new Options(null, 0, 0, List.of(), null, false, null, Duration.ofSeconds(60));
    }

    public Options withDataDirectory(Path directory) {
        return new Options(directory, port, serverId, extraArgs, logFile, detached, home, startTimeout);
    }

    public Options withPort(int newPort) {
        return new Options(dataDirectory, newPort, serverId, extraArgs, logFile, detached, home, startTimeout);
    }

    public Options withServerId(int id) {
        return new Options(dataDirectory, port, id, extraArgs, logFile, detached, home, startTimeout);
    }

    /** Adds server options to those already given. */
    public Options withArgs(String... args) {
        List<String> all = Stream.concat(extraArgs.stream(), Stream.of(args)).toList();
        return new Options(dataDirectory, port, serverId, all, logFile, detached, home, startTimeout);
    }

    public Options withLogFile(Path file) {
        return new Options(dataDirectory, port, serverId, extraArgs, file, detached, home, startTimeout);
    }

    public Options withDetached(boolean newDetached) {
        return new Options(dataDirectory, port, serverId, extraArgs, logFile, newDetached, home, startTimeout);
    }

    public Options withHome(Path folder) {
        return new Options(dataDirectory, port, serverId, extraArgs, logFile, detached, folder, startTimeout);
    }

    public Options withStartTimeout(Duration timeout) {
        return new Options(dataDirectory, port, serverId, extraArgs, logFile, detached, home, timeout);
    }
}
