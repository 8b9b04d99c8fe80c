package dev.banyan.playbooks.demo;

import dev.banyan.cli.playbook.Playbook;
import dev.banyan.cli.playbook.Step;
import dev.banyan.playbooks.load.WindowFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Judges who was to be spared by what a playbook breaks on purpose. */
final class Spared {
    private Spared() {}

    /** A promise for each kind of request that a step of the playbook spares: it was asked for, and answered as always. */
    static List<Verdict.Line> promises(Playbook playbook, List<WindowFigures> windows) {
        List<Verdict.Line> lines = new ArrayList<>();
        for (Step step : playbook.steps()) {
            for (String kind : step.spares()) {
                long requests = 0;
                long hit = 0;
                for (WindowFigures window : windows) {
                    if (window.name().equals(step.fault())) {
                        requests += window.kind(kind).requests();
                        hit += window.kind(kind).failed() + window.kind(kind).slow();
                    }
                }
                lines.add(new Verdict.Line(
                        requests > 0 && hit == 0,
                        String.format(
                                Locale.ROOT,
                                "%d requests for %s during %s, %d failed or waited",
                                requests,
                                kind,
                                step.fault(),
                                hit)));
            }
        }
        return lines.stream().distinct().toList(); // steps in a row share their window
    }
}
