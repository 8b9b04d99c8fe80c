package dev.banyan.cli.server;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.session.DryRun;
import dev.banyan.cli.session.Session;
import dev.banyan.control.store.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs one of the servers as a child that ends with this process. */
final class Foreground {
    private static final long STOP_SECONDS = 25;
    private static final String ACCESS_DENIED = "28";

    private final Session session;
    private final String artifact;

    Foreground(Session session, String artifact) {
        this.session = session;
        this.artifact = artifact;
    }

    int run(List<String> arguments) {
        session.migration(); // a mistake in the file is told here, not by a starting server
        Path jar = jar();
        List<String> command = new ArrayList<>(List.of(
                java(),
                "-jar",
                jar.toString(),
                "--banyan.config=" + session.config().toAbsolutePath()));
        command.addAll(arguments);
        if (session.dryRun()) {
            session.output().print(DryRun.of(List.of(String.join(" ", command))));
            return ExitCode.OK.code();
        }
        refuseWrongPassword();
        try {
            return await(new ProcessBuilder(command)
                    .directory(session.directory().toFile())
                    .inheritIO()
                    .start());
        } catch (IOException e) {
            throw CommandFailure.unreachable("Could not start " + jar + ": " + e.getMessage());
        }
    }

    /** A store that is down is no reason not to start: servers wait for it. One that refuses us won't change its mind. */
    private void refuseWrongPassword() {
        try {
            session.store().now();
        } catch (StoreUnavailableException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql
                        && String.valueOf(sql.getSQLState()).startsWith(ACCESS_DENIED)) {
                    throw e;
                }
            }
        }
    }

    private static int await(Process server) {
        Thread ending = new Thread(() -> stop(server), "stop-server");
        Runtime.getRuntime().addShutdownHook(ending);
        try {
            return server.waitFor();
        } catch (InterruptedException e) {
            stop(server);
            Thread.currentThread().interrupt();
            return ExitCode.ABORTED.code();
        } finally {
            stop(server);
            try {
                Runtime.getRuntime().removeShutdownHook(ending);
            } catch (IllegalStateException e) {
                // This process is ending; the hook does no harm.
            }
        }
    }

    private static void stop(Process server) {
        server.destroy();
        try {
            if (!server.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                server.destroyForcibly();
            }
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** In an installation's {@code lib} folder, or where the project's build puts it. */
    private Path jar() {
        List<Path> folders = List.of(
                session.home().resolve("lib"), session.home().resolve(artifact).resolve("target"), session.home());
        for (Path folder : folders) {
            Optional<Path> found = jar(folder);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw CommandFailure.unreachable("There is no " + artifact + "-...-app.jar in "
                + String.join(", ", folders.stream().map(Path::toString).toList())
                + ". Build it first: mvn -DskipTests package");
    }

    private Optional<Path> jar(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(artifact + "(-.*)?-app\\.jar"))
                    .max(Path::compareTo);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
