package dev.banyan.cli.session;

import java.util.ArrayList;
import java.util.List;

/** Ordered operations, each with the words that {@code --dry-run} prints; exactly these are run. */
public final class Plan {
    /** One operation. */
    @FunctionalInterface
    public interface Action {
        void run() throws InterruptedException;
    }

    record Step(String text, Action action) {}

    private final List<Step> steps = new ArrayList<>();

    public Plan step(String text, Action action) {
        steps.add(new Step(text, action));
        return this;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    public List<String> texts() {
        return steps.stream().map(Step::text).toList();
    }
}
