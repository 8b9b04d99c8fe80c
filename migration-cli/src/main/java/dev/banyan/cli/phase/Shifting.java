package dev.banyan.cli.phase;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.session.DryRun;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.shift.ShiftCoordinator;
import dev.banyan.cli.shift.ShiftReport;
import dev.banyan.cli.shift.ShiftRequest;
import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.config.Percent;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftKind;
import java.util.List;
import java.util.Optional;

/** Runs the shift protocol for the commands that move a boundary. */
public final class Shifting {
    private final Session session;

    public Shifting(Session session) {
        this.session = session;
    }

    /** How a shift ended, for people and scripts; splits as percentages. */
    record View(
            long shift,
            String phase,
            ShiftKind kind,
            String from,
            String to,
            String outcome,
            long holdMillis,
            long heldRequests,
            long millis,
            List<String> notes) {
        static View of(ShiftReport report) {
            return new View(
                    report.shift(),
                    report.phase(),
                    report.kind(),
                    Percent.text(report.from()),
                    Percent.text(report.to()),
                    report.outcome(),
                    report.holdMillis(),
                    report.heldRequests(),
                    report.millis(),
                    report.notes());
        }
    }

    /** The cohorts of a share that a user wrote. */
    public static int split(String option, String text) {
        try {
            return Percent.cohorts(text);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(option + " is " + text + ": " + e.getMessage());
        }
    }

    /** What brings a phase to this split: nothing and everything have names of their own. */
    public static ShiftKind kind(int to) {
        return to == 0 ? ShiftKind.ROLLBACK : to == Cohorts.COUNT ? ShiftKind.CUTOVER : ShiftKind.SHIFT;
    }

    /**
     * Moves the boundary of a phase, or prints how.
     *
     * @return the exit code: 0 also when the phase is there already
     */
    public int run(String name, ShiftKind kind, int to, boolean acceptMissing) {
        ShiftRequest request = request(name, kind, to, acceptMissing);
        Phase phase = session.startedPhase(name);
        if (alreadyThere(phase, to)) {
            session.output()
                    .print(new View(
                            0,
                            name,
                            kind,
                            Percent.text(to),
                            Percent.text(to),
                            "DONE",
                            0,
                            0,
                            0,
                            List.of("Nothing to do: '" + name + "' is at " + Percent.text(to) + " already.")));
            return ExitCode.OK.code();
        }
        ShiftCoordinator coordinator = coordinator();
        if (session.dryRun()) {
            session.output().print(DryRun.of(coordinator.plan(request)));
            return ExitCode.OK.code();
        }
        return end(coordinator.run(request));
    }

    /** Finishes what another coordinator left. */
    int resume(String name) {
        session.startedPhase(name);
        if (session.dryRun()) {
            Optional<Shift> running = new ShiftJournal(session.store())
                    .running()
                    .filter(shift -> shift.phase().equals(name));
            session.output()
                    .print(DryRun.of(running.map(shift -> shift.state().undecided()
                                    ? "abort shift " + shift.id() + " (" + shift.state()
                                            + "): release its writes at the old owner"
                                    : "confirm shift " + shift.id() + " (" + shift.state() + ")")
                            .map(List::of)
                            .orElse(List.of("nothing: no shift of '" + name + "' is running"))));
            return ExitCode.OK.code();
        }
        return end(coordinator().resume(name));
    }

    private int end(ShiftReport report) {
        session.output().print(View.of(report));
        return switch (report.outcome()) {
            case "DONE" -> ExitCode.OK.code();
            case "COMMITTED" -> {
                session.output()
                        .say("The boundary has moved, but not every proxy has confirmed it. Run: banyan phase resume "
                                + report.phase());
                yield ExitCode.ABORTED.code();
            }
            default -> {
                session.output().say("Aborted: nothing has moved.");
                yield ExitCode.ABORTED.code();
            }
        };
    }

    private ShiftCoordinator coordinator() {
        return new ShiftCoordinator(session.migration(), session.store(), session.actor(), session.output()::say);
    }

    private boolean alreadyThere(Phase phase, int to) {
        PhaseState wanted =
                to == 0 ? PhaseState.SYNCED : to == Cohorts.COUNT ? PhaseState.CUT_OVER : PhaseState.SHIFTING;
        return phase.split() == to
                && phase.state() == wanted
                && new ShiftJournal(session.store()).running().isEmpty();
    }

    private static ShiftRequest request(String phase, ShiftKind kind, int to, boolean acceptMissing) {
        try {
            return new ShiftRequest(phase, kind, to, acceptMissing);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage(String.valueOf(e.getMessage()));
        }
    }
}
