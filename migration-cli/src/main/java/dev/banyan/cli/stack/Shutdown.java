package dev.banyan.cli.stack;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The order in which runs are stopped: those started last first, those of one wave together. */
final class Shutdown {

    /** How long an entry may take to end by itself before it is killed. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private Shutdown() {}

    static void stop(List<Run> runs, Consumer<Run> stop) {
        TreeMap<Integer, List<Run>> waves = runs.stream()
                .collect(Collectors.groupingBy(
                        Run::wave, () -> new TreeMap<>(Comparator.reverseOrder()), Collectors.toList()));
        for (List<Run> wave : waves.values()) {
            List<Thread> threads = wave.stream()
                    .map(run -> new Thread(() -> stop.accept(run), "stack-stop"))
                    .toList();
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }
}
