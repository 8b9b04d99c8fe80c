package dev.banyan.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A service in a process of its own, for starts that fail and for kills. */
final class ServiceProcess implements AutoCloseable {

    private final Process process;

    private ServiceProcess(Process process) {
        this.process = process;
    }

    /** How it ended, and all that it wrote. */
    record Ended(int exitCode, String output) {}

    /** Starts it and returns at once; what it writes is added to the program's log. */
    static ServiceProcess start(Program program, List<String> arguments) {
        return start(
                program,
                arguments,
                ProcessBuilder.Redirect.appendTo(program.log().toFile()));
    }

    /** Starts one that is expected to end, and returns at once; {@link #ended} tells what it wrote. */
    static ServiceProcess startToEnd(Class<?> application, List<String> arguments) {
        return start(Program.of(application), arguments, ProcessBuilder.Redirect.PIPE);
    }

    private static ServiceProcess start(Program program, List<String> arguments, ProcessBuilder.Redirect output) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.timezone=" + System.getProperty("user.timezone", "UTC")));
        command.addAll(program.arguments());
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

    /** Waits until it has ended, a minute at most after its last word. */
    Ended ended() {
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The service goes on after its last word: " + output);
            }
            return new Ended(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the service was running", e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Stops it where it stands (SIGSTOP), or lets it run on (SIGCONT). */
    void signal(String name) {
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start();
            if (kill.waitFor() != 0) {
                throw new IllegalStateException("SIG" + name + " could not be sent to process " + process.pid());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@code kill -9} does; returns when it is gone. */
    void kill() {
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
