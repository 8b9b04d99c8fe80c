package dev.banyan.cli.shift;

import dev.banyan.control.config.Percent;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.writers.WriterTriggers;

/** The steps of the protocol, as {@code --dry-run} prints them and as the narrator announces them. */
enum ShiftStep {
    PREPARE(
            "check proxies, streams, lag, verify, traffic and ids; send test fences through both streams until one is quick"),
    ARM("store a revision that arms the moving cohorts; every proxy must acknowledge it"),
    HOLD("store a revision that holds their writes (deadline %3$d ms); wait until every proxy has drained"),
    REFUSE("refuse writers past the proxies at the side that is left (triggers %4$s), once those under way have ended"),
    FENCE("write a fence into both databases; wait until both streams have carried it over"),
    COMMIT("in one transaction: journal COMMITTED and the revision %1$s -> %2$s, released"),
    CONFIRM("wait until every proxy routes by it and traffic matches; journal DONE, disarmed");

    private final String words;

    ShiftStep(String words) {
        this.words = words;
    }

    boolean taken(Phase phase, ShiftRequest request) {
        return switch (this) {
            case REFUSE -> phase.definition().refusesWriters();
            case FENCE -> !request.acceptMissing();
            default -> true;
        };
    }

    String describe(Phase phase, ShiftRequest request) {
        return String.format(
                words,
                Percent.text(phase.split()),
                Percent.text(request.to()),
                phase.definition().hold().deadline().toMillis(),
                WriterTriggers.names(phase.definition()));
    }
}
