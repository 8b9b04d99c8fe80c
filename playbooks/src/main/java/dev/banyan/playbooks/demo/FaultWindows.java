package dev.banyan.playbooks.demo;

import dev.banyan.cli.playbook.Step;
import dev.banyan.playbooks.load.Load;
import java.util.ArrayList;
import java.util.List;

/** Opens a window in the load's figures for steps that break something, and closes it when the backlog that they leave is gone. */
final class FaultWindows {
    private static final long CALM_WITHIN_NANOS = 15_000_000_000L;
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
        if (following.isEmpty() || !following.get(0).fault().equals(step.fault())) {
            close();
        }
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

    /** Twice in a row, so that one lucky moment is not enough. */
    private void awaitCalm() {
        long latest = System.nanoTime() + CALM_WITHIN_NANOS;
        List<Long> seen = new ArrayList<>();
        try {
            while (System.nanoTime() < latest) {
                seen.add(load.figures().underWay());
                int last = seen.size() - 1;
                if (last > 0 && seen.get(last) <= calm && seen.get(last - 1) <= calm) {
                    return;
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
