package dev.banyan.playbooks.demo;

import java.util.List;

/** How several playbooks went, one after the other on one stack. */
public record WalkReport(List<DemoReport> phases) {

    public WalkReport {
        phases = List.copyOf(phases);
    }
}
