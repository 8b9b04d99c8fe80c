package dev.banyan.cli.sync;

import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.session.SyncWork;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.WorkKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What can be done with quarantined rows. Ids count per stream: a phase or direction tells two of the same id apart. */
final class QuarantineCommands {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private QuarantineCommands() {}

    @Command(name = "list", description = "All quarantined rows.", mixinStandardHelpOptions = true)
    static final class ListAll implements Callable<Integer> {
        private final Session session;

        @Parameters(arity = "0..1", paramLabel = "PHASE", description = "Only those of this phase.")
        private @Nullable String phase;

        ListAll(Session session) {
            this.session = session;
        }

        record View(List<Quarantined.Line> rows) {}

        @Override
        public Integer call() {
            session.output()
                    .print(new View(new QuarantineRows(session)
                            .all(phase).stream().map(Quarantined::line).toList()));
            return 0;
        }
    }

    /** A command that is given an id, and where it is counted. */
    private abstract static class OfStream implements Callable<Integer> {
        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "PHASE",
                description = "The phase, where several have such an id.")
        @Nullable
        String phase;

        @Option(
                names = "--direction",
                paramLabel = "DIRECTION",
                description = "forward or reverse, where both have such an id.")
        private @Nullable Direction direction;

        final Quarantined row(QuarantineRows rows, long id) {
            return rows.one(id, phase, direction);
        }
    }

    @Command(name = "show", description = "One quarantined row with both images.", mixinStandardHelpOptions = true)
    static final class Show extends OfStream {
        private final Session session;

        @Parameters(index = "0", paramLabel = "ID", description = "The row's id, as list shows it.")
        private long id;

        Show(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            session.output().print(row(new QuarantineRows(session), id));
            return 0;
        }
    }

    @Command(
            name = "retry",
            description = "Try quarantined rows again: one and those of its key behind it, or all.",
            mixinStandardHelpOptions = true)
    static final class Retry extends OfStream {
        private final Session session;

        @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "The row's id; default: all rows.")
        private @Nullable Long id;

        Retry(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            QuarantineRows rows = new QuarantineRows(session);
            Plan plan = new Plan();
            if (id != null) {
                Quarantined row = row(rows, id);
                plan.step(
                        "try quarantined row " + id + " of '" + row.phase() + "' again",
                        () -> ask(session, row, false));
            } else {
                for (String each : phases(rows.all(phase))) {
                    plan.step(
                            "try all quarantined rows of '" + each + "' again",
                            () -> new SyncWork(session).run(WorkKind.QUARANTINE_RETRY, each, Map.of(), LIMIT));
                }
            }
            return end(session, plan, rows, phase);
        }
    }

    @Command(
            name = "drop",
            description = "Give a quarantined row up: it is never applied.",
            mixinStandardHelpOptions = true)
    static final class Drop extends OfStream {
        private final Session session;

        @Parameters(index = "0", paramLabel = "ID", description = "The row's id, as list shows it.")
        private long id;

        Drop(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            QuarantineRows rows = new QuarantineRows(session);
            Quarantined row = row(rows, id);
            session.confirm("Row " + id + " (" + row.operation() + " of " + row.table() + " " + row.key()
                    + ") will never be applied; both sides differ from then on.");
            Plan plan = new Plan()
                    .step("drop quarantined row " + id + " of '" + row.phase() + "'", () -> ask(session, row, true));
            return end(session, plan, rows, phase);
        }
    }

    record Left(int left, List<Quarantined.Line> rows) {}

    private static void ask(Session session, Quarantined row, boolean drop) {
        new SyncWork(session)
                .run(
                        drop ? WorkKind.QUARANTINE_DROP : WorkKind.QUARANTINE_RETRY,
                        row.phase(),
                        Map.of(
                                "id",
                                String.valueOf(row.id()),
                                "direction",
                                row.direction().name()),
                        LIMIT);
    }

    private static int end(Session session, Plan plan, QuarantineRows rows, @Nullable String phase) {
        if (session.apply(plan)) {
            List<Quarantined> left = rows.all(phase);
            session.output()
                    .print(new Left(
                            left.size(), left.stream().map(Quarantined::line).toList()));
        }
        return 0;
    }

    private static List<String> phases(List<Quarantined> rows) {
        return List.copyOf(new TreeSet<>(rows.stream().map(Quarantined::phase).toList()));
    }
}
