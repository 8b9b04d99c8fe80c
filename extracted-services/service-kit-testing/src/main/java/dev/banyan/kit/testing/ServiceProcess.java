package dev.banyan.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A service in a process of its own, for starts that fail and for kills. */
public final class ServiceProcess implements AutoCloseable {

    private final Process process;

    private ServiceProcess(Process process) {
        this.process = process;
    }

    /** How it ended, and all that it wrote. */
    public record Ended(int exitCode, String output) {}

    /** Runs it until it ends, a minute at most. */
    public static Ended run(Class<?> application, List<String> arguments) {
        try (ServiceProcess service = start(application, arguments, ProcessBuilder.Redirect.PIPE)) {
            String output = new String(service.process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!service.process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The service goes on after its last word: " + output);
            }
            return new Ended(service.process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the service was running", e);
        }
    }

    /** Starts it and returns at once; what it writes goes where the test's own output goes. */
    public static ServiceProcess start(Class<?> application, List<String> arguments) {
        return start(application, arguments, ProcessBuilder.Redirect.INHERIT);
    }

    private static ServiceProcess start(Class<?> application, List<String> arguments, ProcessBuilder.Redirect output) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=" + System.getProperty("user.timezone", "UTC"),
                "-cp",
                System.getProperty("java.class.path"),
                application.getName()));
        command.addAll(arguments);
        try {
            return new ServiceProcess(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9} does; returns when it is gone. */
    public void kill() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
