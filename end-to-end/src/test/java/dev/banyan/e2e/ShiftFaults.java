package dev.banyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.cli.shift.ShiftListener;
import dev.banyan.cli.shift.ShiftReport;
import dev.banyan.cli.shift.ShiftRequest;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftState;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/** Shifts to which something happens at a step. One that aborted before it got there, because a hold took too long, goes again. */
record ShiftFaults(RunningStack running) {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int ABORTED = 5;
    private static final int TRIES = 5;

    /** The exit code of a coordinator that sent itself a signal right after a step. */
    int ended(ShiftRequest request, ShiftState after, String signal) throws InterruptedException {
        int code = ABORTED;
        for (int i = 0; i < TRIES && code == ABORTED; i++) {
            code = exit(CoordinatorProcess.start(running.config(), request, after, signal));
        }
        return code;
    }

    /** A coordinator that sleeps since right after a step that is still the last one. */
    Process asleep(ShiftRequest request, ShiftState after) {
        ShiftJournal journal = new ShiftJournal(running.store());
        for (int i = 0; i < TRIES; i++) {
            Process coordinator = CoordinatorProcess.start(running.config(), request, after, "STOP");
            AtomicBoolean there = new AtomicBoolean();
            await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> {
                there.set(journal.running()
                        .filter(shift -> shift.state() == after)
                        .isPresent());
                return there.get() || !coordinator.isAlive();
            });
            if (there.get()) {
                return coordinator;
            }
        }
        throw new AssertionError("No shift reached " + after + " in " + TRIES + " tries.");
    }

    static int exit(Process coordinator) throws InterruptedException {
        assertThat(coordinator.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return coordinator.exitValue();
    }

    /** Shifts, and acts once the step is reached. */
    ShiftReport at(ShiftRequest request, ShiftState when, Consumer<Shift> act) {
        return once(request, when.name(), reached -> new Listener() {
            @Override
            public void stepped(Shift shift) {
                if (shift.state() == when) {
                    reached.set(true);
                    act.accept(shift);
                }
            }
        });
    }

    /** Shifts, and acts once the coordinator has said so. */
    ShiftReport atWords(ShiftRequest request, String words, Runnable act) {
        return once(request, words, reached -> new Listener() {
            @Override
            public void said(String line) {
                super.said(line);
                if (line.contains(words)) {
                    reached.set(true);
                    act.run();
                }
            }
        });
    }

    private ShiftReport once(ShiftRequest request, String moment, Function<AtomicBoolean, ShiftListener> listener) {
        for (int i = 0; i < TRIES; i++) {
            AtomicBoolean reached = new AtomicBoolean();
            ShiftReport report = running.shift(request, listener.apply(reached));
            if (reached.get()) {
                return report;
            }
        }
        throw new AssertionError("No shift reached " + moment + " in " + TRIES + " tries.");
    }

    private static class Listener implements ShiftListener {
        @Override
        public void said(String line) {
            System.out.println("shift: " + line);
        }

        @Override
        public void stepped(Shift shift) {}
    }
}
