package dev.banyan.e2e;

import dev.banyan.cli.shift.ShiftCoordinator;
import dev.banyan.cli.shift.ShiftListener;
import dev.banyan.cli.shift.ShiftReport;
import dev.banyan.cli.shift.ShiftRequest;
import dev.banyan.control.config.Migration;
import dev.banyan.control.config.MigrationFile;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftKind;
import dev.banyan.control.shift.ShiftState;
import dev.banyan.control.store.ControlStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A coordinator in a process of its own, that sends itself a signal right after one step of the protocol. */
final class CoordinatorProcess {
    private CoordinatorProcess() {}

    /** Starts one; {@code signal} is KILL or STOP. */
    static Process start(Path config, ShiftRequest request, ShiftState after, String signal) {
        try {
            return new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            CoordinatorProcess.class.getName(),
                            config.toString(),
                            request.phase(),
                            request.kind().name(),
                            Integer.toString(request.to()),
                            after.name(),
                            signal)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void signal(long pid, String signal) {
        try {
            new ProcessBuilder(List.of("kill", "-" + signal, Long.toString(pid)))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Migration migration = MigrationFile.read(Path.of(args[0]));
        ShiftRequest request = new ShiftRequest(args[1], ShiftKind.valueOf(args[2]), Integer.parseInt(args[3]), false);
        ShiftState after = ShiftState.valueOf(args[4]);
        try (ControlStore store = ControlStore.open(migration.control(), 2)) {
            ShiftReport report = new ShiftCoordinator(migration, store, "doomed", new ShiftListener() {
                        @Override
                        public void said(String line) {
                            System.out.println("coordinator: " + line);
                        }

                        @Override
                        public void stepped(Shift shift) {
                            if (shift.state() == after) {
                                signal(ProcessHandle.current().pid(), args[5]);
                                if (args[5].equals("KILL")) {
                                    block();
                                }
                            }
                        }
                    })
                    .run(request);
            System.out.println("coordinator: " + report.outcome());
            System.exit(report.outcome().equals("DONE") ? 0 : 5);
        }
    }

    /** The signal is on its way; take no further step before it is here. */
    private static void block() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
