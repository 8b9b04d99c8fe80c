package dev.banyan.cli.shift;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.Percent;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.relocation.RelocationRules;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftKind;
import dev.banyan.control.shift.ShiftState;
import dev.banyan.control.store.ControlStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Moves the boundary of a phase. One protocol for shift, cutover and rollback: prepare, hold, fence, commit, confirm;
 * docs/cut-over.md tells it in full.
 *
 * <p>Every step is a compare-and-set in the journal, so any other process can finish or abort what this one began, and
 * one that slept finds that it lost. Before the commit, a failure, a time-out or an interruption of the calling thread
 * aborts: writes go on at the old owner and nothing has moved. After it, the rest is finished, by this process or by
 * {@link #resume}.
 */
public final class ShiftCoordinator {
    private final Migration migration;
    private final ControlStore store;
    private final ShiftJournal journal;
    private final String actor;
    private final ShiftListener listener;

    /**
     * @param actor who shifts, for journal and audit, such as {@code kim@host (pid 4711)}
     * @param listener is told each step as it happens
     */
    public ShiftCoordinator(Migration migration, ControlStore store, String actor, ShiftListener listener) {
        this.migration = migration;
        this.store = store;
        this.journal = new ShiftJournal(store);
        this.actor = actor;
        this.listener = listener;
    }

    /** The steps that {@link #run} would take now, in order; for {@code --dry-run}. */
    public List<String> plan(ShiftRequest request) {
        Phase phase = phase(request);
        List<String> steps = new ArrayList<>();
        steps.add("lock the journal: " + request.kind() + " of " + phase.name() + " from " + Percent.text(phase.split())
                + " to " + Percent.text(request.to()));
        if (phase.definition().feed()) {
            steps.addAll(ReadsSteps.of(phase, request));
            return steps;
        }
        for (ShiftStep step : ShiftStep.values()) {
            if (step.taken(phase, request)) {
                steps.add(step.describe(phase, request));
            }
        }
        return steps;
    }

    /**
     * Runs the whole protocol.
     *
     * @throws ShiftRefusedException when a check or gate says no; nothing has changed
     * @throws dev.banyan.control.shift.ShiftRunningException when another shift runs
     * @throws dev.banyan.control.store.StoreUnavailableException when the control store is not there to begin with
     */
    public ShiftReport run(ShiftRequest request) {
        Optional<Shift> unconfirmed = journal.running()
                .filter(shift -> shift.phase().equals(request.phase()) && shift.state() == ShiftState.COMMITTED);
        if (unconfirmed.isPresent()) {
            listener.said("Shift " + unconfirmed.get().id() + " is committed but not confirmed; finishing it first.");
            ShiftReport finished = resume(request.phase());
            if (unconfirmed.get().to() == request.to()) {
                return finished;
            }
        }
        phase(request);
        long begun = System.nanoTime();
        Shift shift = journal.begin(request.phase(), request.kind(), request.to(), actor, request.acceptMissing());
        return new ShiftRun(migration, store, actor, listener, begun).go(shift);
    }

    /**
     * Finishes what another coordinator left: a committed shift is confirmed, an undecided one aborted. Of a phase that
     * refuses writers and whose shift was aborted by others, it lets the right writers in.
     *
     * @throws ShiftRefusedException when no shift of the phase is running
     */
    public ShiftReport resume(String phase) {
        journal.newest(phase).ifPresent(newest -> WriterFlip.anew(migration, store, newest, WriterFlip::settle));
        Shift shift = journal.running()
                .filter(running -> running.phase().equals(phase))
                .orElseThrow(() -> new ShiftRefusedException(
                        List.of("No shift of '" + phase + "' is running, so there is nothing to resume.")));
        return new ShiftRun(migration, store, actor, listener, System.nanoTime())
                .finish(journal.takeOver(shift, actor));
    }

    private Phase phase(ShiftRequest request) {
        Phase phase = new Phases(store)
                .find(request.phase())
                .orElseThrow(() -> refused("Phase '" + request.phase()
                        + "' is PLANNED; it has not been started. Run: banyan phase start " + request.phase()));
        boolean legal = request.kind() == ShiftKind.ROLLBACK
                ? phase.state() == PhaseState.SHIFTING || phase.state() == PhaseState.CUT_OVER
                : phase.state() == PhaseState.SYNCED || phase.state() == PhaseState.SHIFTING;
        if (!legal) {
            throw refused("Phase '" + phase.name() + "' is " + phase.state() + " at " + Percent.text(phase.split())
                    + "; a " + request.kind().name().toLowerCase(Locale.ROOT) + " needs "
                    + (request.kind() == ShiftKind.ROLLBACK ? "SHIFTING or CUT_OVER" : "SYNCED or SHIFTING")
                    + ". See: banyan phase show " + phase.name());
        }
        List<String> relocating = RelocationRules.against(phase.definition(), new Phases(store).list(), true);
        if (!relocating.isEmpty()) {
            throw new ShiftRefusedException(relocating);
        }
        if (phase.split() == request.to()) {
            throw refused("Phase '" + phase.name() + "' is at " + Percent.text(phase.split()) + " already.");
        }
        if (phase.definition().feed()) {
            checkFeed(phase, request);
        } else if (phase.definition().mode() == PhaseDefinition.Mode.WHOLE && request.kind() == ShiftKind.SHIFT) {
            throw refused("Phase '" + phase.name() + "' moves as a whole. Run: banyan phase cutover " + phase.name());
        }
        return phase;
    }

    private static void checkFeed(Phase phase, ShiftRequest request) {
        if (phase.definition().outbox()) {
            throw refused("Phase '" + phase.name() + "' publishes an outbox: no requests are routed by it.");
        }
        if (phase.definition().routes().isEmpty()) {
            throw refused(
                    "Phase '" + phase.name() + "' is a feed without routes: there are no reads to shift. End it with:"
                            + " banyan phase complete " + phase.name());
        }
        if (request.acceptMissing()) {
            throw refused(
                    "Phase '" + phase.name() + "' is a feed, of which only reads are shifted: nothing can be missing."
                            + " Run: banyan phase rollback " + phase.name());
        }
    }

    private static ShiftRefusedException refused(String reason) {
        return new ShiftRefusedException(List.of(reason));
    }
}
