package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.local.LocalStack;
import dev.banyan.cli.session.Session;
import dev.banyan.playbooks.load.Looks;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at pages of shops. */
@Command(
        name = "pages",
        description = "Look at pages of shops through a proxy for some seconds, and tell how that went.",
        mixinStandardHelpOptions = true)
final class PagesCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--seconds", paramLabel = "N", description = "How long; default: ${DEFAULT-VALUE}.")
    private int seconds = 5;

    @Option(names = "--rate", paramLabel = "N", description = "Requests a second; default: ${DEFAULT-VALUE}.")
    private int rate = 20;

    @Option(
            names = "--shops",
            paramLabel = "N",
            description = "The pages of shops 1 to N in turn; default: ${DEFAULT-VALUE}.")
    private int shops = 50;

    PagesCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 1 || seconds > 3600 || rate < 1 || rate > 1000 || shops < 1) {
            throw CommandFailure.usage("--seconds is 1 to 3600, --rate 1 to 1000, and --shops at least 1.");
        }
        URI proxy = URI.create("http://127.0.0.1:" + LocalStack.of(session).port("proxy-1"));
        session.output()
                .print(new Looks(List.of(proxy))
                        .look(Looks.Pace.steady(rate, seconds * rate), i -> "/api/shop-pages/" + (1 + i % shops)));
        return 0;
    }
}
