package dev.banyan.mariadb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process of this machine, known by pid and start time, so that a pid that was given to another process meanwhile is never touched.
 *
 * @param pid the process id
 * @param started when the process started, as the system tells it; {@link Instant#EPOCH} where it does not tell
 */
public record OsProcess(long pid, Instant started) {

    private static final Path SETSID = Path.of("/usr/bin/setsid");

    /** The process as it runs now. */
    public static OsProcess of(ProcessHandle handle) {
        return new OsProcess(handle.pid(), handle.info().startInstant().orElse(Instant.EPOCH));
    }

    /** The command that runs {@code command} in a session of its own, where signals to our terminal do not reach it; the pid stays the same. */
    public static List<String> inOwnSession(List<String> command) {
        if (!Files.isExecutable(SETSID)) {
            return List.copyOf(command);
        }
        List<String> all = new ArrayList<>();
        all.add(SETSID.toString());
        all.addAll(command);
        return List.copyOf(all);
    }

    public boolean alive() {
        return handle().isPresent();
    }

    /** Asks the process to end (SIGTERM), waits, and kills it when it does not. Does nothing when it is gone. */
    public void stop(Duration patience) {
        Optional<ProcessHandle> handle = handle();
        if (handle.isEmpty()) {
            return;
        }
        handle.get().destroy();
        signal("CONT"); // a paused process sees the request only once it runs
        if (!ends(handle.get(), patience)) {
            kill();
        }
    }

    /** Ends the process as {@code kill -9} does and waits until it is gone. */
    public void kill() {
        handle().ifPresent(handle -> {
            handle.destroyForcibly();
            ends(handle, Duration.ofSeconds(10));
        });
    }

    /** Stops the process where it stands (SIGSTOP) until {@link #resume()}. */
    public void pause() {
        signal("STOP");
    }

    /** Lets a paused process run on (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        if (!alive()) {
            return;
        }
        try {
            Process kill = new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(kill.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (kill.waitFor() != 0 && alive()) {
                throw new IllegalStateException(
                        "Could not send SIG" + name + " to process " + pid + ": " + said.trim());
            }
        } catch (IOException e) {
            throw new IllegalStateException("Could not send SIG" + name + " to process " + pid, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::sameStart);
    }

    private boolean sameStart(ProcessHandle handle) {
        Instant now = handle.info().startInstant().orElse(Instant.EPOCH);
        // The system counts in ticks since boot, so that the same start may read some milliseconds apart.
        return Duration.between(started, now).abs().compareTo(Duration.ofSeconds(2)) < 0;
    }

    private static boolean ends(ProcessHandle handle, Duration patience) {
        try {
            handle.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !handle.isAlive();
        }
    }
}
