package dev.banyan.cli.phase;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.Durations;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.config.TableMapping;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Freezes a phase's definition, routes it at 0 % and waits until sync has brought the service's database up to date. */
@Command(
        name = "start",
        description = "Freeze a phase's definition and synchronise its tables.",
        mixinStandardHelpOptions = true)
final class PhaseStart implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "PHASE", description = "The phase.")
    private String name = "";

    @Option(names = "--no-wait", description = "Don't wait until the phase is SYNCED.")
    private boolean noWait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long to wait for SYNCED, such as 30m; default: ${DEFAULT-VALUE}.")
    private String timeout = "30m";

    PhaseStart(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Duration limit = limit();
        PhaseDefinition definition = session.definition(name);
        Optional<Phase> started = session.findPhase(name);
        SyncWait wait = new SyncWait(session, name, limit);
        Plan plan = new Plan();
        if (started.isPresent()) {
            checkResumable(started.get(), definition);
            refuseWriters(definition, plan);
        } else if (definition.relocation()) {
            RelocationStart relocation = new RelocationStart(session, definition);
            new StartChecks(session, relocation.definition()).examine();
            relocation.steps(plan);
            PhaseRegistration registration = new PhaseRegistration(session, relocation.definition(), null);
            plan.step(registration.text(), registration::store);
        } else {
            StartChecks checks = new StartChecks(session, definition);
            @Nullable KeyRule rule = checks.keyRule();
            checks.examine();
            refuseWriters(definition, plan);
            PhaseRegistration registration = new PhaseRegistration(session, definition, rule);
            plan.step(registration.text(), registration::store);
        }
        if (!noWait && started.map(Phase::state).orElse(PhaseState.SYNCING) == PhaseState.SYNCING) {
            plan.step(
                    "wait up to " + timeout + " until " + copied(definition) + "'" + name + "' is SYNCED",
                    wait::untilSynced);
        }
        if (session.apply(plan)) {
            session.output().print(PhaseView.read(session, name));
        }
        return ExitCode.OK.code();
    }

    private static String copied(PhaseDefinition definition) {
        if (definition.routesOnly()) {
            return "";
        }
        String tables = String.join(
                ", ", definition.tables().stream().map(TableMapping::from).toList());
        return "sync has copied " + (definition.relocation() ? "all tables" : tables) + " and ";
    }

    private void refuseWriters(PhaseDefinition definition, Plan plan) {
        if (definition.refusesWriters() && !definition.relocation()) {
            new WriterRefusal(session, definition).install(plan);
        }
    }

    /** A start that was interrupted is taken up again, and one that is done changes nothing. */
    private void checkResumable(Phase phase, PhaseDefinition definition) {
        PhaseDefinition asStarted = definition.relocation()
                ? definition.withTables(phase.definition().tables())
                : definition;
        if (!phase.definition().equals(asStarted)) {
            throw CommandFailure.refused("Phase '" + name + "' was started with another definition, and is "
                    + phase.state()
                    + ". What was started stays frozen: take the change of migration.yaml back, or, while"
                    + " nothing has moved, run: banyan phase cancel " + name);
        }
        if (phase.state() != PhaseState.SYNCING && phase.state() != PhaseState.SYNCED) {
            throw CommandFailure.refused("Phase '" + name + "' is started already: it is " + phase.state()
                    + ". See: banyan phase show " + name);
        }
        session.output().say("'" + name + "' is started already, and " + phase.state() + ".");
    }

    private Duration limit() {
        try {
            return Durations.parse(timeout);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--timeout is " + timeout + ": " + e.getMessage());
        }
    }
}
