package dev.banyan.playbooks.demo;

import dev.banyan.playbooks.load.WindowFigures;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The same trouble with the usual settings and with those of a contrast, side by side.
 *
 * @param mode of the second
 */
public record Contrast(String mode, DemoReport usual, DemoReport contrast) {

    /** Of the last playbook of each. */
    static Contrast of(String mode, List<DemoReport> usual, List<DemoReport> contrast) {
        return new Contrast(mode, usual.get(usual.size() - 1), contrast.get(contrast.size() - 1));
    }

    void tell(Narrator narrator) {
        narrator.chapter("the contrast", "The same trouble, twice.");
        row(narrator, "", usual.playbook(), contrast.playbook());
        Set<String> figures = new LinkedHashSet<>(usual.measured().keySet());
        figures.addAll(contrast.measured().keySet());
        figures.forEach(figure -> row(narrator, figure, measured(usual, figure), measured(contrast, figure)));
        Set<String> kinds = new LinkedHashSet<>();
        List.of(usual, contrast)
                .forEach(report -> windows(report)
                        .forEach(window -> kinds.addAll(window.kinds().keySet())));
        kinds.forEach(kind -> row(narrator, kind + " hit", hit(usual, kind), hit(contrast, kind)));
    }

    private static void row(Narrator narrator, String name, String left, String right) {
        narrator.line(String.format(Locale.ROOT, "  %-24s %24s %24s", name, left, right));
    }

    private static String measured(DemoReport report, String figure) {
        Long value = report.measured().get(figure);
        return value == null ? "-" : String.format(Locale.ROOT, "%,d", value);
    }

    private static List<WindowFigures> windows(DemoReport report) {
        return report.faultWindows().stream()
                .filter(window -> !window.name().equals(BlastRadius.WINDOW))
                .toList();
    }

    /** Requests that failed or waited while the fault lasted, of how many. */
    private static String hit(DemoReport report, String kind) {
        long requests = 0;
        long hit = 0;
        for (WindowFigures window : windows(report)) {
            WindowFigures.Kind figures = window.kind(kind);
            requests += figures.requests();
            hit += figures.failed() + figures.slow();
        }
        return requests == 0 ? "-" : String.format(Locale.ROOT, "%,d of %,d", hit, requests);
    }
}
