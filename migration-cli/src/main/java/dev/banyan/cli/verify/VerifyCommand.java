package dev.banyan.cli.verify;

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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has sync compare both databases of a phase. */
@Command(
        name = "verify",
        description = "Compare both databases of a phase; exits with 1 when they differ.",
        mixinStandardHelpOptions = true)
public final class VerifyCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "PHASE", description = "The phase.")
    private String name = "";

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
        Phase phase = session.startedPhase(name);
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
        session.apply(new Plan().step("compare both databases of '" + name + "'", () -> code[0] = verify(limit)));
        return code[0];
    }

    private int verify(Duration limit) {
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
