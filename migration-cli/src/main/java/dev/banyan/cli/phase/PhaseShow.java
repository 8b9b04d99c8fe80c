package dev.banyan.cli.phase;

import dev.banyan.cli.output.Format;
import dev.banyan.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Everything about one phase. */
@Command(
        name = "show",
        description = "A phase's state, streams, proxies, gates and shifts.",
        mixinStandardHelpOptions = true)
final class PhaseShow implements Callable<Integer> {
    private static final String CLEAR = "\u001b[H\u001b[2J";

    private final Session session;

    @Parameters(paramLabel = "PHASE", description = "The phase.")
    private String name = "";

    @Option(names = "--watch", description = "Show it again every second until Ctrl-C.")
    private boolean watch;

    PhaseShow(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!watch) {
            session.output().print(PhaseView.read(session, name));
            return 0;
        }
        while (!Thread.currentThread().isInterrupted()) {
            PhaseView view = PhaseView.read(session, name);
            if (session.output().style().colour() && session.output().format() == Format.TABLE) {
                session.output().line(CLEAR);
            }
            session.output().printRepeated(view);
            Thread.sleep(1_000);
        }
        return 0;
    }
}
