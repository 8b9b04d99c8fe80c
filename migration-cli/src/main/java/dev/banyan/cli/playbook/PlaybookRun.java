package dev.banyan.cli.playbook;

import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.local.LocalStack;
import dev.banyan.cli.session.DryRun;
import dev.banyan.cli.session.Session;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a playbook from where it stopped. */
@Command(
        name = "run",
        description = "Run a playbook; goes on where an earlier run stopped.",
        mixinStandardHelpOptions = true)
final class PlaybookRun implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "PLAYBOOK", description = "Such as 2016-payments.")
    private String name = "";

    @Option(names = "--dir", paramLabel = "FOLDER", description = "Where the playbooks are.")
    private @Nullable Path dir;

    @Option(names = "--restart", description = "Begin anew, whatever an earlier run has done.")
    private boolean restart;

    PlaybookRun(Session session) {
        this.session = session;
    }

    record View(String playbook, String outcome, List<Line> steps, List<String> skipped, String report) {}

    record Line(String name, boolean ok, int exit, int tries, long millis, List<String> broken) {}

    @Override
    public Integer call() {
        Playbook playbook = PlaybookFolder.of(session, dir).read(name);
        if (session.dryRun()) {
            session.output().print(DryRun.of(commands(playbook)));
            return ExitCode.OK.code();
        }
        startNeeds(playbook);
        PlaybookResult result = new PlaybookRunner(playbook, session.stateDirectory(), session.commands())
                .listener(new Narration(session))
                .run(restart);
        ExitCode code = result.ok() ? ExitCode.OK : result.interrupted() ? ExitCode.ABORTED : ExitCode.BROKEN;
        session.output()
                .print(new View(
                        result.playbook(),
                        code.name(),
                        result.steps().stream().map(PlaybookRun::line).toList(),
                        result.skipped(),
                        result.report().toString()));
        return code.code();
    }

    private static List<String> commands(Playbook playbook) {
        List<String> commands = new ArrayList<>();
        if (!playbook.needs().isEmpty()) {
            commands.add("banyan stack start " + String.join(" ", playbook.needs()));
        }
        playbook.steps().forEach(step -> commands.add(step.run()));
        return commands;
    }

    private void startNeeds(Playbook playbook) {
        if (!playbook.needs().isEmpty()) {
            session.output().say("$ " + commands(playbook).get(0));
            LocalStack.of(session).start(playbook.needs(), LocalStack.listener(session));
        }
    }

    private static Line line(StepResult result) {
        return new Line(
                result.step().name(),
                result.ok(),
                result.exit(),
                result.tries(),
                result.millis(),
                result.checks().stream()
                        .filter(check -> !check.holds())
                        .map(check -> check.expectation() + " (found " + check.found() + ")")
                        .toList());
    }
}
