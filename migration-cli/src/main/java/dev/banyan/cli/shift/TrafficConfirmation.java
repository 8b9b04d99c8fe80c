package dev.banyan.cli.shift;

import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.fleet.TrafficTotal;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.shift.Shift;
import java.time.Duration;
import java.util.List;

/**
 * Looks at observed traffic after a commit: no request may have gone to a side that did not own its key, and at 0 % and
 * 100 % the losing side must have gone quiet. In between the shares are noted, not required: keys are not equally busy.
 */
final class TrafficConfirmation {
    private static final Duration WINDOW = Duration.ofSeconds(30);
    private static final Duration QUIET_FOR = Duration.ofMillis(2_500);
    private static final Duration AT_MOST = Duration.ofSeconds(15);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int ENOUGH = 20;

    private final Fleet fleet;
    private final PhaseDefinition phase;

    TrafficConfirmation(Fleet fleet, PhaseDefinition phase) {
        this.fleet = fleet;
        this.phase = phase;
    }

    /**
     * Waits for enough traffic to judge, or a while for none.
     *
     * @return what was seen, in words
     * @throws ShiftFailedException when traffic went where it should not
     */
    List<String> await(Shift committed) {
        if (phase.feed()
                && phase.routes().stream().allMatch(route -> route.key().isEmpty())) {
            return List.of("observed traffic: either side may answer a read without a key");
        }
        long quietSince = System.nanoTime();
        Patience.await(AT_MOST, LOOK, () -> {
            Seen seen = look(committed);
            boolean quiet = System.nanoTime() - quietSince > QUIET_FOR.toNanos();
            return seen.total() >= ENOUGH || quiet ? null : "only " + seen.total() + " requests seen";
        });
        Seen seen = look(committed);
        if (seen.wrongOwner > 0) {
            throw new ShiftFailedException(seen.wrongOwner + " requests went to a side that did not own their key.");
        }
        if (seen.total() < ENOUGH) {
            return List.of("observed traffic: " + seen.total() + " requests, too few to compare");
        }
        if (committed.to() == Cohorts.COUNT && seen.monolith > 0) {
            throw new ShiftFailedException(seen.monolith + " requests still went to the monolith after 100%.");
        }
        if (committed.to() == 0 && seen.service > 0) {
            throw new ShiftFailedException(seen.service + " requests still went to the service after 0%.");
        }
        return List.of(String.format(
                "observed traffic: %.1f%% of %d requests at the service",
                100.0 * seen.service / seen.total(), seen.total()));
    }

    private Seen look(Shift committed) {
        long monolith = 0;
        long service = 0;
        long wrong = 0;
        for (TrafficTotal total : fleet.traffic(committed.phase(), WINDOW, committed.revision())) {
            if (total.side() == Owner.MONOLITH) {
                monolith += counted(total);
            } else {
                service += counted(total);
            }
            wrong += total.wrongOwner();
        }
        return new Seen(monolith, service, wrong);
    }

    /** What moves as a whole takes requests without a key along; elsewhere only one with a key says whose it was. */
    private long counted(TrafficTotal total) {
        return !phase.feed() && phase.mode() == PhaseDefinition.Mode.WHOLE ? total.requests() : total.keyed();
    }

    private record Seen(long monolith, long service, long wrongOwner) {
        long total() {
            return monolith + service;
        }
    }
}
