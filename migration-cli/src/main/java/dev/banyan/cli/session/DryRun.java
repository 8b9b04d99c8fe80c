package dev.banyan.cli.session;

import java.util.List;

/** What {@code --dry-run} prints. */
public record DryRun(boolean dryRun, List<String> steps) {
    public DryRun {
        steps = List.copyOf(steps);
    }

    public static DryRun of(List<String> steps) {
        return new DryRun(true, steps);
    }
}
