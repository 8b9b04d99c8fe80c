package dev.banyan.cli.phase;

import dev.banyan.cli.session.Session;
import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.shift.ShiftKind;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands that move a phase's boundary. */
final class ShiftCommands {
    private ShiftCommands() {}

    @Command(name = "shift", description = "Move a phase's boundary.", mixinStandardHelpOptions = true)
    static final class Shift implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "PHASE", description = "The phase.")
        private String phase = "";

        @Option(
                names = "--to",
                required = true,
                paramLabel = "PERCENT",
                description = "The share of keys that the service is to own, such as 25%%.")
        private String to = "";

        Shift(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            return new Shifting(session).run(phase, ShiftKind.SHIFT, Shifting.split("--to", to), false);
        }
    }

    @Command(name = "cutover", description = "Give all keys to the service.", mixinStandardHelpOptions = true)
    static final class Cutover implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "PHASE", description = "The phase.")
        private String phase = "";

        Cutover(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            return new Shifting(session).run(phase, ShiftKind.CUTOVER, Cohorts.COUNT, false);
        }
    }

    @Command(name = "rollback", description = "Give all keys back to the monolith.", mixinStandardHelpOptions = true)
    static final class Rollback implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "PHASE", description = "The phase.")
        private String phase = "";

        @Option(
                names = "--accept-missing",
                description = "Go on without a fence, or over quarantined rows; lists what may be missing.")
        private boolean acceptMissing;

        Rollback(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            if (acceptMissing) {
                session.confirm("Writes of '" + phase + "' that have not reached the monolith may be missing there.");
            }
            return new Shifting(session).run(phase, ShiftKind.ROLLBACK, 0, acceptMissing);
        }
    }

    @Command(
            name = "resume",
            description = "Finish, or abort, a shift whose coordinator is gone.",
            mixinStandardHelpOptions = true)
    static final class Resume implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "PHASE", description = "The phase.")
        private String phase = "";

        Resume(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            return new Shifting(session).resume(phase);
        }
    }
}
