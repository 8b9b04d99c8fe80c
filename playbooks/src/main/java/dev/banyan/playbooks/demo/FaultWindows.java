package dev.banyan.playbooks.demo;

import dev.banyan.cli.playbook.Step;
import dev.banyan.playbooks.load.Load;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Opens a window in the load's figures for steps that break something, and closes it when the backlog that they leave is gone. What is broken is
 * mended, by the window's last step, only once somebody has asked for each kind of request that is to be spared: that none failed of none says nothing.
 */
final class FaultWindows {
    private static final long CALM_WITHIN_NANOS = 15_000_000_000L;
    private static final long ASKED_WITHIN_NANOS = 40_000_000_000L;
    private static final long PAUSE_MILLIS = 200;

    private final Load load;
    private final int calm;
    private String open = "";

    /** @param rate requests per second of the load */
    FaultWindows(Load load, int rate) {
        this.load = load;
        this.calm = Math.max(5, rate / 5);
    }

    void before(Step step) {
        if (!step.fault().equals(open)) {
            close();
            open(step.fault());
        }
    }

    /** @param following the steps after it */
    void after(Step step, List<Step> following) {
        if (!goesOn(step, following)) {
            close();
        } else if (!goesOn(step, following.subList(1, following.size()))) {
            awaitAsked(Stream.concat(step.spares().stream(), following.get(0).spares().stream())
                    .toList());
        }
    }

    private static boolean goesOn(Step step, List<Step> following) {
        return !step.fault().isEmpty()
                && !following.isEmpty()
                && following.get(0).fault().equals(step.fault());
    }

    void open(String name) {
        if (!name.isEmpty()) {
            load.openWindow(name);
            open = name;
        }
    }

    void close() {
        if (!open.isEmpty()) {
            awaitCalm();
            load.closeWindow();
            open = "";
        }
    }

    private void awaitAsked(List<String> kinds) {
        await(ASKED_WITHIN_NANOS, () -> kinds.stream().allMatch(this::asked));
    }

    private boolean asked(String kind) {
        return load.windows().stream()
                .anyMatch(window ->
                        window.name().equals(open) && window.kind(kind).requests() > 0);
    }

    /** Twice in a row, so that one lucky moment is not enough. */
    private void awaitCalm() {
        List<Long> seen = new ArrayList<>();
        await(CALM_WITHIN_NANOS, () -> {
            seen.add(load.figures().underWay());
            int last = seen.size() - 1;
            return last > 0 && seen.get(last) <= calm && seen.get(last - 1) <= calm;
        });
    }

    private static void await(long atMostNanos, BooleanSupplier condition) {
        long latest = System.nanoTime() + atMostNanos;
        try {
            while (!condition.getAsBoolean() && System.nanoTime() < latest) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
