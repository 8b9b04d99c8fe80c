package dev.banyan.cli.phase;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.evidence.Audit;
import dev.banyan.control.evidence.Evidence;
import dev.banyan.control.evidence.VerifyResult;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The end of a phase: there is no way back from here. */
@Command(
        name = "complete",
        description = "End a phase for good; there is no way back.",
        mixinStandardHelpOptions = true)
final class PhaseComplete implements Callable<Integer> {
    static final Duration VERIFY_FRESH = Duration.ofMinutes(15);

    private final Session session;

    @Parameters(paramLabel = "PHASE", description = "The phase.")
    private String name = "";

    PhaseComplete(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Phase phase = session.startedPhase(name);
        if (phase.state() == PhaseState.COMPLETE) {
            session.output().say("'" + name + "' is COMPLETE already.");
            session.output().print(PhaseView.read(session, name));
            return ExitCode.OK.code();
        }
        PhaseDefinition definition = phase.definition();
        PhaseState last = definition.feed() && definition.routes().isEmpty() ? PhaseState.SYNCED : PhaseState.CUT_OVER;
        if (phase.state() != last) {
            throw CommandFailure.refused("Phase '" + name + "' is " + phase.state() + "; only one that is " + last
                    + " can be completed. See: banyan phase show " + name);
        }
        PhaseCancel.refuseDuringShift(session, name);
        if (!definition.feed()) {
            checkVerify(phase);
        }
        session.confirm("After completing '" + name + "' it can't be rolled back.");
        Plan plan = new Plan();
        if (definition.feed()) {
            plan.step(feedsEnd(definition), () -> complete(phase));
            return run(plan);
        }
        if (definition.after() == PhaseDefinition.After.SYNC) {
            WriteRefusal refusal =
                    new WriteRefusal(session.migration().monolith().database());
            for (TableMapping table : phase.definition().tables()) {
                plan.step(
                        "refuse the monolith's own writes to " + table.from() + " by triggers "
                                + WriteRefusal.triggerName(table.from(), "ins|upd|del"),
                        () -> refusal.install(table.from(), phase.definition().service()));
            }
        }
        plan.step("move '" + name + "' to COMPLETE", () -> complete(phase));
        return run(plan);
    }

    private String feedsEnd(PhaseDefinition feed) {
        boolean goesOn = feed.after() == PhaseDefinition.After.SYNC;
        return "move '" + name + "' to COMPLETE; the feed " + (goesOn ? "goes on" : "to " + feed.service() + " ends");
    }

    private int run(Plan plan) {
        if (session.apply(plan)) {
            session.output().print(PhaseView.read(session, name));
        }
        return ExitCode.OK.code();
    }

    private void checkVerify(Phase phase) {
        Optional<Evidence.Item> newest = new Evidence(session.store()).newest(name, Evidence.VERIFY);
        String again = " Run: banyan verify " + name;
        if (newest.isEmpty()) {
            throw CommandFailure.refused("'" + name + "' was never verified." + again);
        }
        Evidence.Item item = newest.get();
        VerifyResult result = item.as(VerifyResult.class);
        if (!item.good() || !result.equal()) {
            throw CommandFailure.refused("The last verify of '" + name + "' found " + result.rowsDifferent()
                    + " different and " + result.rowsUndecided() + " undecided rows." + again);
        }
        if (item.at().isBefore(phase.changedAt())) {
            throw CommandFailure.refused("'" + name + "' was not verified since it was cut over." + again);
        }
        if (item.ageMillis() > VERIFY_FRESH.toMillis()) {
            throw CommandFailure.refused("The last verify of '" + name + "' is " + item.ageMillis() / 60_000
                    + " minutes old; at most " + VERIFY_FRESH.toMinutes() + " are allowed." + again);
        }
    }

    private void complete(Phase phase) {
        boolean moved = session.store().transaction(handle -> {
            boolean done = Phases.move(handle, name, phase.state(), PhaseState.COMPLETE, phase.split());
            if (done) {
                Audit.record(
                        handle,
                        session.actor(),
                        "phase complete",
                        name,
                        "after: " + phase.definition().after());
            }
            return done;
        });
        if (!moved) {
            throw CommandFailure.refused(
                    "'" + name + "' was moved by somebody else just now. See: banyan phase show " + name);
        }
    }
}
