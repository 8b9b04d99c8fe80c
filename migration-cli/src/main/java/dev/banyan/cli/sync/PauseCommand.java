package dev.banyan.cli.sync;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.control.evidence.Audit;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.Streams;
import dev.banyan.control.yaml.Choices;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pauses the streams of a phase, or lets them run on. */
@Command(mixinStandardHelpOptions = true)
final class PauseCommand implements Callable<Integer> {
    private final Session session;
    private final boolean paused;

    @Parameters(paramLabel = "PHASE", description = "The phase.")
    private String phase = "";

    @Option(names = "--direction", paramLabel = "DIRECTION", description = "Only forward, or only reverse.")
    private @Nullable Direction direction;

    private PauseCommand(Session session, boolean paused) {
        this.session = session;
        this.paused = paused;
    }

    static CommandLine pause(Session session) {
        return of("pause", "Pause the streams of a phase.", new PauseCommand(session, true));
    }

    static CommandLine resume(Session session) {
        return of("resume", "Let paused streams of a phase run on.", new PauseCommand(session, false));
    }

    private static CommandLine of(String name, String description, PauseCommand command) {
        CommandLine line = new CommandLine(command);
        line.getCommandSpec().name(name).usageMessage().description(description);
        return line;
    }

    record View(String phase, List<String> streams, String wanted) {}

    @Override
    public Integer call() {
        session.startedPhase(phase);
        Streams streams = new Streams(session.store());
        List<Direction> present = List.of(Direction.values()).stream()
                .filter(each -> (direction == null || direction == each)
                        && streams.find(phase, each).isPresent())
                .toList();
        if (present.isEmpty()) {
            throw CommandFailure.refused("'" + phase + "' has no "
                    + (direction == null ? "streams" : Choices.spell(direction) + " stream")
                    + " yet: sync has never run it. See: banyan sync status");
        }
        String verb = paused ? "pause" : "resume";
        Plan plan = new Plan();
        for (Direction each : present) {
            plan.step(verb + " " + phase + "." + Choices.spell(each), () -> {
                streams.want(phase, each, paused);
                new Audit(session.store()).record(session.actor(), "sync " + verb, phase, Choices.spell(each));
            });
        }
        if (session.apply(plan)) {
            session.output()
                    .print(new View(
                            phase, present.stream().map(Choices::spell).toList(), paused ? "PAUSED" : "RUNNING"));
        }
        return 0;
    }
}
