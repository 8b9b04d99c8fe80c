package dev.banyan.cli.shift;

import dev.banyan.control.config.Percent;
import dev.banyan.control.phase.Phase;
import java.util.List;

/** The steps by which a feed's reads are shifted, as {@code --dry-run} prints them: nothing is armed, held or fenced. */
final class ReadsSteps {
    private ReadsSteps() {}

    static List<String> of(Phase phase, ShiftRequest request) {
        return List.of(
                "check proxies, the feed's lag, errors and latency",
                "in one transaction: journal COMMITTED and the revision " + Percent.text(phase.split()) + " -> "
                        + Percent.text(request.to()) + " of the reads; writes stay with the monolith",
                "wait until every proxy routes by it; journal DONE");
    }
}
