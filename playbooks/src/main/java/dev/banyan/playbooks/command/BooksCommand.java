package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.local.LocalStack;
import dev.banyan.cli.session.Session;
import dev.banyan.cli.stack.StackException;
import dev.banyan.control.store.Json;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What the settlement service says of its books. */
@Command(
        name = "books",
        description = "The settlement service's own check: what was delivered and refunded, what its ledger says, and"
                + " whether both agree.",
        mixinStandardHelpOptions = true)
final class BooksCommand implements Callable<Integer> {
    private final Session session;

    BooksCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        URI check = service().resolve("/api/settlement-check");
        session.output().print(Json.mapper().readTree(Http.get(check)));
        return 0;
    }

    private URI service() {
        try {
            return URI.create("http://127.0.0.1:" + LocalStack.of(session).port("settlement-service"));
        } catch (StackException e) {
            throw CommandFailure.unreachable("The stack does not run here. Start it: banyan stack up");
        }
    }
}
