package dev.banyan.playbooks.demo;

import dev.banyan.playbooks.load.WindowFigures;
import dev.banyan.playbooks.timeline.Text;
import java.util.List;
import java.util.Locale;

/** The tables at the end of a walk: what was promised, phase by phase, and how far the same trouble reached after each. */
final class Closing {
    private final Narrator narrator;

    Closing(Narrator narrator) {
        this.narrator = narrator;
    }

    void tell(List<DemoReport> phases) {
        narrator.chapter("the promises", "");
        narrator.line(String.format(
                "  %-18s %9s %7s %8s %8s %5s %8s %10s %9s %7s",
                "", "requests", "failed", "writes", "in fault", "lost", "doubled", "different", "longest", ""));
        phases.forEach(phase -> narrator.line(promises(phase)));
        narrator.chapter(
                "the blast radius",
                "The monolith's review tables are locked for five seconds after each phase. Of a hundred requests of each kind, so many failed or waited"
                        + " for more than a second.");
        StringBuilder head = new StringBuilder(String.format("  %-14s", ""));
        phases.forEach(phase -> head.append(String.format("%12s", Text.shortName(phase.playbook()))));
        narrator.line(head.toString());
        BlastRadius.KINDS.forEach(kind -> narrator.line(radius(kind, phases)));
    }

    private static String promises(DemoReport phase) {
        long inFault =
                phase.faultWindows().stream().mapToLong(WindowFigures::requests).sum();
        long hold = phase.shifts().stream()
                .mapToLong(DemoReport.ShiftLine::holdMillis)
                .max()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "  %-18s %,9d %7d %,8d %,8d %5d %8d %10d %6d ms %7s",
                phase.playbook(),
                phase.requests(),
                phase.failedRequests(),
                phase.acknowledgedWrites(),
                inFault,
                phase.lostWrites(),
                phase.duplicatePayments(),
                phase.rowsDifferent(),
                hold,
                phase.promisesBroken().isEmpty() ? "kept" : "BROKEN");
    }

    private static String radius(String kind, List<DemoReport> phases) {
        StringBuilder row = new StringBuilder(String.format("  %-14s", kind));
        for (DemoReport phase : phases) {
            String share = phase.faultWindows().stream()
                    .filter(window -> window.name().equals(BlastRadius.WINDOW))
                    .map(window -> window.kind(kind))
                    .filter(figures -> figures.requests() > 0)
                    .map(figures -> figures.percentHit() + " %")
                    .findFirst()
                    .orElse("-");
            row.append(String.format("%12s", share));
        }
        return row.toString();
    }
}
