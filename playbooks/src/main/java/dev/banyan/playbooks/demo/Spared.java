package dev.banyan.playbooks.demo;

import dev.banyan.cli.playbook.Playbook;
import dev.banyan.cli.playbook.Step;
import dev.banyan.playbooks.load.WindowFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Judges who was to be spared by what a playbook breaks on purpose. */
final class Spared {

    /**
     * Of so many spared requests one may take more than a second, and one in any case. What was killed starts again on the two cores that serve
     * customers, and an order, which goes through three processes, then waits for its turn in each. Who needs what is dead is told apart: it
     * waits or fails each time, and no kind consists of fewer than a third of the same requests.
     */
    private static final int ONE_WAITS_OF = 5;

    private Spared() {}

    /** A promise for each kind of request that a step of the playbook spares: it was asked for, none failed, and few waited. */
    static List<Verdict.Line> promises(Playbook playbook, List<WindowFigures> windows) {
        List<Verdict.Line> lines = new ArrayList<>();
        for (Step step : playbook.steps()) {
            for (String kind : step.spares()) {
                long requests = 0;
                long failed = 0;
                long waited = 0;
                for (WindowFigures window : windows) {
                    if (window.name().equals(step.fault())) {
                        requests += window.kind(kind).requests();
                        failed += window.kind(kind).failed();
                        waited += window.kind(kind).slow();
                    }
                }
                lines.add(new Verdict.Line(
                        requests > 0 && failed == 0 && waited <= mayWait(requests),
                        String.format(
                                Locale.ROOT,
                                "%d requests for %s during %s, %d failed, %d waited (at most %d)",
                                requests,
                                kind,
                                step.fault(),
                                failed,
                                waited,
                                mayWait(requests))));
            }
        }
        return lines.stream().distinct().toList(); // steps in a row share their window
    }

    private static long mayWait(long requests) {
        return Math.max(1, requests / ONE_WAITS_OF);
    }
}
