package dev.banyan.cli.verify;

import dev.banyan.cli.events.ViewComparison;
import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.session.SyncWork;
import dev.banyan.control.config.Durations;
import dev.banyan.control.evidence.VerifyResult;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.store.Json;
import dev.banyan.control.stream.WorkKind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has sync compare both databases of a phase; holds a view against its source. */
@Command(
        name = "verify",
        description = "Compare both databases of a phase, or a view with its source; exits with 1 when they differ.",
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "PHASE", description = "The phase.")
    private @Nullable String phaseName;

    @Option(
            names = "--view",
            paramLabel = "VIEW",
            description = "Instead of a phase: compare a view with its source, row by row.")
    private @Nullable String view;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "How long to wait, such as 30m; default: ${DEFAULT-VALUE}.")
    private String timeout = "1h";

    public VerifyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Duration limit = limit();
        String compared = view;
        if ((compared == null) == (phaseName == null)) {
            throw CommandFailure.usage("Name a phase, or a view: banyan verify PHASE, banyan verify --view VIEW");
        }
        return compared != null ? verifyView(compared) : verifyPhase(String.valueOf(phaseName), limit);
    }

    private int verifyView(String name) {
        int[] code = {ExitCode.OK.code()};
        session.apply(new Plan().step("compare view '" + name + "' with its source", () -> {
            ViewComparison.Result result = ViewComparison.run(session, name);
            session.output().print(result);
            if (!result.equal()) {
                session.output()
                        .say("View '" + name + "' differs: " + result.rowsDifferent() + " rows different, "
                                + result.rowsUndecided() + " undecided. Bring it up: banyan events import " + name
                                + " --full");
                code[0] = ExitCode.BROKEN.code();
            }
        }));
        return code[0];
    }

    private int verifyPhase(String name, Duration limit) {
        Phase phase = session.startedPhase(name);
        if (phase.definition().outbox()) {
            throw CommandFailure.refused("'" + name + "' publishes an outbox; there is no second database to compare."
                    + " Whether all is published is seen with: banyan sync status");
        }
        if (phase.definition().feed()) {
            throw CommandFailure.refused("'" + name + "' is a feed: '"
                    + phase.definition().service()
                    + "' keeps its own view, which can't be compared with the tables row by row. Whether all has"
                    + " reached it is seen with: banyan sync status");
        }
        if (phase.state() == PhaseState.SYNCING) {
            throw CommandFailure.refused(
                    "'" + name + "' is still SYNCING; there is nothing to compare yet. Wait with: banyan"
                            + " phase start " + name);
        }
        int[] code = {ExitCode.OK.code()};
        session.apply(new Plan().step("compare both databases of '" + name + "'", () -> code[0] = verify(name, limit)));
        return code[0];
    }

    private int verify(String name, Duration limit) {
        VerifyResult result =
                Json.read(new SyncWork(session).run(WorkKind.VERIFY, name, Map.of(), limit), VerifyResult.class);
        session.output().print(result);
        if (result.equal()) {
            return ExitCode.OK.code();
        }
        session.output()
                .say("'" + name + "' differs: " + result.rowsDifferent() + " rows different, " + result.rowsUndecided()
                        + " undecided, of " + result.rowsCompared()
                        + ". See: banyan sync quarantine list, banyan sync conflicts " + name);
        return ExitCode.BROKEN.code();
    }

    private Duration limit() {
        try {
            return Durations.parse(timeout);
        } catch (IllegalArgumentException e) {
            throw CommandFailure.usage("--timeout is " + timeout + ": " + e.getMessage());
        }
    }
}
