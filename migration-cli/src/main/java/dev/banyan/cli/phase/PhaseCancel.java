package dev.banyan.cli.phase;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Polling;
import dev.banyan.cli.session.Session;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.evidence.Audit;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.routing.Owner;
import dev.banyan.control.routing.ParentMovedException;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.routing.RoutingDocument;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.store.Json;
import dev.banyan.control.stream.Streams;
import dev.banyan.control.stream.Work;
import dev.banyan.control.stream.WorkKind;
import dev.banyan.control.stream.WorkQueue;
import dev.banyan.control.writers.WriterTriggers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Handle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Back to PLANNED, while nothing has moved. */
@Command(
        name = "cancel",
        description = "Take a phase back to PLANNED, while nothing has moved.",
        mixinStandardHelpOptions = true)
final class PhaseCancel implements Callable<Integer> {
    private static final Duration CLEAN_UP = Duration.ofSeconds(20);

    private final Session session;

    @Parameters(paramLabel = "PHASE", description = "The phase.")
    private String name = "";

    PhaseCancel(Session session) {
        this.session = session;
    }

    record View(String phase, PhaseState state, boolean cleanedUp) {}

    @Override
    public Integer call() {
        Phase phase = session.startedPhase(name);
        if ((phase.state() != PhaseState.SYNCING && phase.state() != PhaseState.SYNCED) || phase.split() > 0) {
            throw CommandFailure.refused("Phase '" + name + "' is " + phase.state()
                    + "; only SYNCING and SYNCED can be cancelled. Run first: banyan phase rollback " + name);
        }
        refuseDuringShift(session, name);
        session.confirm("Cancelling '" + name + "' ends its synchronisation; starting again copies everything anew.");
        boolean[] cleaned = new boolean[1];
        Plan plan = new Plan()
                .step("take '" + name + "' off the routing and the list of phases", this::remove)
                .step(
                        "ask sync to remove its bookkeeping" + triggers(phase.definition()) + " from "
                                + databases(phase.definition()),
                        () -> cleaned[0] = cleanUp(phase));
        if (phase.definition().relocation()) {
            plan.step(
                    "remove the triggers banyan_left_* from monolith's tables",
                    () -> new WriterRefusal(session, phase.definition()).remove(Owner.MONOLITH));
        }
        if (session.apply(plan)) {
            session.output().print(new View(name, PhaseState.PLANNED, cleaned[0]));
        }
        return ExitCode.OK.code();
    }

    private static String triggers(PhaseDefinition definition) {
        return definition.refusesWriters() && !definition.relocation()
                ? " and the triggers " + WriterTriggers.names(definition)
                : "";
    }

    private static String databases(PhaseDefinition definition) {
        if (definition.outbox()) {
            return "the database of '" + definition.service() + "'";
        }
        return definition.feed() ? "the monolith's database" : "both databases";
    }

    static void refuseDuringShift(Session session, String phase) {
        new ShiftJournal(session.store())
                .running()
                .filter(shift -> shift.phase().equals(phase))
                .ifPresent(shift -> {
                    throw CommandFailure.refused("Shift " + shift.id() + " of '" + phase + "' is running ("
                            + shift.state() + "). Wait for it, or run: banyan phase resume " + phase);
                });
    }

    private void remove() {
        for (int attempt = 1; ; attempt++) {
            try {
                session.store().transaction(handle -> {
                    remove(handle);
                    return true;
                });
                return;
            } catch (ParentMovedException e) {
                if (attempt == 20) {
                    throw e;
                }
            }
        }
    }

    private void remove(Handle handle) {
        Revision parent = Revisions.newest(handle);
        RoutingDocument document = parent.document();
        boolean moving = document.phases().containsKey(name)
                && (document.phases().get(name).shift() != null
                        || document.phases().get(name).split() > 0);
        if (moving || !Phases.cancel(handle, name)) {
            throw CommandFailure.refused("'" + name + "' began to move just now. See: banyan phase show " + name);
        }
        long revision = Revisions.append(
                handle, parent, document.withoutPhase(name), session.actor(), "phase cancel " + name, null);
        Audit.record(handle, session.actor(), "phase cancel", name, "revision " + revision);
    }

    private boolean cleanUp(Phase phase) throws InterruptedException {
        WorkQueue queue = new WorkQueue(session.store());
        long id = queue.ask(
                WorkKind.CLEAN_UP, name, Map.of("definition", Json.write(phase.definition())), session.actor());
        Optional<Work> ended = Polling.until(
                CLEAN_UP,
                () -> queue.find(id)
                        .filter(work -> work.state() == Work.State.DONE || work.state() == Work.State.FAILED));
        new Streams(session.store()).remove(name);
        if (ended.isEmpty()) {
            session.output().say("No sync process has cleaned up yet; one will as soon as it runs (banyan sync run).");
            return false;
        }
        if (ended.get().state() == Work.State.FAILED) {
            session.output().say("Sync could not clean up: " + ended.get().result());
            return false;
        }
        return true;
    }
}
