package dev.banyan.playbooks.demo;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.banyan.playbooks.load.WindowFigures;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a demo went.
 *
 * @param retriedRequests requests whose connection broke after they were sent, and that were sent again
 * @param reroutedRequests requests that a dead proxy refused, and that went to the other one
 * @param waitedRequests requests that were asked to come again, and did
 * @param inFlightAtKill requests begun at the killed proxy before it was dead whose connections its death broke
 * @param rowsCompared the fewest that any verify compared
 * @param rowsDifferent in any verify, or against what customers were told
 * @param promisesBroken in words; empty when all hold
 * @param faultWindows what customers suffered while something was broken on purpose; counted nowhere else
 * @param measured the figures of the steps called contrast, by name
 */
public record DemoReport(
        String phase,
        String playbook,
        long seed,
        long requests,
        long failedRequests,
        long retriedRequests,
        long reroutedRequests,
        long waitedRequests,
        long declinedPayments,
        long inFlightAtKill,
        long acknowledgedWrites,
        long lostWrites,
        long duplicatePayments,
        long rowsCompared,
        long rowsDifferent,
        long p50Millis,
        long p99Millis,
        List<ShiftLine> shifts,
        List<VerifyLine> verifies,
        double seconds,
        List<String> promisesBroken,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<WindowFigures> faultWindows,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Long> measured) {

    /**
     * One attempt to move the boundary; a step of the playbook that was tried again has several.
     *
     * @param holdMillis from the hold revision being stored to the last proxy's release; 0 where it did not come to a hold
     * @param heldRequests writes that waited meanwhile
     * @param outcome DONE, COMMITTED or ABORTED, as the shift itself says; where it did not get so far, what its exit code is
     *     called, such as REFUSED
     */
    public record ShiftLine(String from, String to, long holdMillis, long heldRequests, String outcome) {
        boolean done() {
            return outcome.equals("DONE");
        }
    }

    /** One comparison of both databases. */
    public record VerifyLine(long rowsCompared, long rowsDifferent, long rowsUndecided, long bypasses, long millis) {}

    public DemoReport {
        shifts = List.copyOf(shifts);
        verifies = List.copyOf(verifies);
        promisesBroken = List.copyOf(promisesBroken);
        faultWindows = List.copyOf(faultWindows);
        measured = Collections.unmodifiableMap(new LinkedHashMap<>(measured));
    }
}
