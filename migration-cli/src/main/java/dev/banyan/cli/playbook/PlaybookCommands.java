package dev.banyan.cli.playbook;

import dev.banyan.cli.session.Session;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code banyan playbook ...}. */
public final class PlaybookCommands {
    private PlaybookCommands() {}

    @Command(name = "playbook", description = "Run a phase step by step.", mixinStandardHelpOptions = true)
    private static final class Group {}

    public static CommandLine of(Session session) {
        return new CommandLine(new Group())
                .addSubcommand(new ListAll(session))
                .addSubcommand(new Show(session))
                .addSubcommand(new PlaybookRun(session));
    }

    @Command(name = "list", description = "All playbooks.", mixinStandardHelpOptions = true)
    private static final class ListAll implements Callable<Integer> {
        private final Session session;

        @Option(names = "--dir", paramLabel = "FOLDER", description = "Where the playbooks are.")
        private @Nullable Path dir;

        ListAll(Session session) {
            this.session = session;
        }

        record All(Map<String, Summary> playbooks) {}

        record Summary(String title, int steps) {}

        @Override
        public Integer call() {
            PlaybookFolder folder = PlaybookFolder.of(session, dir);
            Map<String, Summary> lines = new LinkedHashMap<>();
            for (String name : folder.names()) {
                Playbook playbook = folder.read(name);
                lines.put(name, new Summary(playbook.title(), playbook.steps().size()));
            }
            session.output().print(new All(lines));
            return 0;
        }
    }

    @Command(name = "show", description = "The steps of a playbook.", mixinStandardHelpOptions = true)
    private static final class Show implements Callable<Integer> {
        private final Session session;

        @Parameters(paramLabel = "PLAYBOOK", description = "Such as 2016-payments.")
        private String name = "";

        @Option(names = "--dir", paramLabel = "FOLDER", description = "Where the playbooks are.")
        private @Nullable Path dir;

        Show(Session session) {
            this.session = session;
        }

        record View(String playbook, String title, String story, List<Line> steps) {}

        record Line(String name, String run, List<String> expect, String why) {}

        @Override
        public Integer call() {
            Playbook playbook = PlaybookFolder.of(session, dir).read(name);
            session.output()
                    .print(new View(
                            playbook.name(),
                            playbook.title(),
                            playbook.story(),
                            playbook.steps().stream()
                                    .map(step -> new Line(
                                            step.name(),
                                            step.run(),
                                            step.expect().stream()
                                                    .map(Expectation::toString)
                                                    .toList(),
                                            step.why()))
                                    .toList()));
            return 0;
        }
    }
}
