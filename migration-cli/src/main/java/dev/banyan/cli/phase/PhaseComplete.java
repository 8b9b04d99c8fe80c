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
import dev.banyan.control.writers.WriterTriggers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
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

    @Option(
            names = "--end-sync",
            description = "Of a phase that is COMPLETE with 'after: sync': end the stream that goes on.")
    private boolean endSync;

    PhaseComplete(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Phase phase = session.startedPhase(name);
        if (endSync) {
            return endSync(phase);
        }
        if (phase.state() == PhaseState.COMPLETE) {
            session.output().say("'" + name + "' is COMPLETE already.");
            Plan rest = new Plan();
            letWriters(phase.definition(), rest);
            return run(rest);
        }
        PhaseDefinition definition = phase.definition();
        if (definition.outbox()) {
            throw CommandFailure.refused("'" + name + "' publishes an outbox, which goes on for as long as '"
                    + definition.service() + "' lives. To stop it for a while: banyan sync pause " + name
                    + "; for good: banyan phase cancel " + name);
        }
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
        // Of a relocation the database that was left refuses all writers already.
        if (definition.after() == PhaseDefinition.After.SYNC && !definition.relocation()) {
            WriteRefusal refusal =
                    new WriteRefusal(session.homeOf(phase.definition()).site().database());
            for (TableMapping table : phase.definition().tables()) {
                plan.step(
                        "refuse the monolith's own writes to " + table.from() + " by triggers "
                                + WriteRefusal.triggerName(table.from(), "ins|upd|del"),
                        () -> refusal.install(table.from(), phase.definition().service()));
            }
        }
        plan.step("move '" + name + "' to COMPLETE", () -> complete(phase));
        letWriters(definition, plan);
        return run(plan);
    }

    private int endSync(Phase phase) {
        PhaseDefinition definition = phase.definition();
        if (phase.state() != PhaseState.COMPLETE) {
            throw CommandFailure.refused("Phase '" + name + "' is " + phase.state()
                    + "; only the stream of one that is COMPLETE can be ended. See: banyan phase show " + name);
        }
        if (definition.after() != PhaseDefinition.After.SYNC || definition.routesOnly()) {
            session.output().say("Nothing goes on after '" + name + "'.");
            return run(new Plan());
        }
        List<String> readers = readers(definition);
        if (!readers.isEmpty()) {
            throw CommandFailure.refused("Tables of '" + name + "' are still read at the monolith, by feed "
                    + String.join(", ", readers)
                    + ", which would be told nothing more. End that first: banyan phase complete "
                    + readers.get(0) + " --end-sync");
        }
        session.confirm("Once the stream of '" + name + "' has ended it can't be taken up again.");
        Plan plan = new Plan()
                .step(
                        "end the stream of '" + name + "'; "
                                + (definition.feed()
                                        ? "'" + definition.service() + "' is told nothing more"
                                        : "the monolith's copy stays as it is then"),
                        () -> end(phase));
        return run(plan);
    }

    /** Feeds that go on out of the monolith's copies of this phase's tables. */
    private List<String> readers(PhaseDefinition definition) {
        if (definition.feed()) {
            return List.of();
        }
        Set<String> tables =
                definition.tables().stream().map(TableMapping::from).collect(Collectors.toSet());
        return new Phases(session.store())
                .list().stream()
                        .filter(other -> other.feeding()
                                && !other.definition().outbox()
                                && other.definition().tables().stream()
                                        .anyMatch(table -> tables.contains(table.from())))
                        .map(Phase::name)
                        .toList();
    }

    private void end(Phase phase) {
        boolean ended = session.store().transaction(handle -> {
            boolean done = Phases.endSync(handle, phase);
            if (done) {
                Audit.record(handle, session.actor(), "phase complete", name, "the stream has ended");
            }
            return done;
        });
        if (!ended) {
            throw CommandFailure.refused(
                    "'" + name + "' was changed by somebody else just now. See: banyan phase show " + name);
        }
    }

    /** What could be switched is over; a relocation's old database refuses for good. Done again, it changes nothing. */
    private void letWriters(PhaseDefinition definition, Plan plan) {
        if (definition.refusesWriters() && !definition.relocation()) {
            plan.step(
                    "remove the triggers " + WriterTriggers.names(definition) + " from both databases",
                    new WriterRefusal(session, definition)::remove);
        }
    }

    private String feedsEnd(PhaseDefinition feed) {
        if (feed.routesOnly()) {
            return "move '" + name + "' to COMPLETE; its routes stay with " + feed.service();
        }
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
