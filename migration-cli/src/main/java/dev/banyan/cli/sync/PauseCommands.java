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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pausing streams and letting them run on. */
final class PauseCommands {
    private PauseCommands() {}

    @Command(name = "pause", description = "Pause the streams of a phase.", mixinStandardHelpOptions = true)
    static final class Pause implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "PHASE", description = "The phase.")
        private String phase = "";

        @Option(names = "--direction", paramLabel = "DIRECTION", description = "Only forward, or only reverse.")
        private @Nullable Direction direction;

        Pause(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            return want(session, phase, direction, true);
        }
    }

    @Command(name = "resume", description = "Let paused streams of a phase run on.", mixinStandardHelpOptions = true)
    static final class Resume implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "PHASE", description = "The phase.")
        private String phase = "";

        @Option(names = "--direction", paramLabel = "DIRECTION", description = "Only forward, or only reverse.")
        private @Nullable Direction direction;

        Resume(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            return want(session, phase, direction, false);
        }
    }

    record View(String phase, List<String> streams, String wanted) {}

    private static int want(Session session, String phase, @Nullable Direction direction, boolean paused) {
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
