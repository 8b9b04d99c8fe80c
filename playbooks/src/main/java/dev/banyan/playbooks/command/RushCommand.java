package dev.banyan.playbooks.command;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.local.LocalStack;
import dev.banyan.cli.session.Session;
import dev.banyan.control.store.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Members order at a steady rate, and shops accept and deliver at once. */
@Command(
        name = "rush",
        description = {
            "Members order for some seconds, through a proxy; their shops accept and deliver each order at once.",
            "Tells how many orders were delivered, and how long customers waited for their orders to be taken."
        },
        mixinStandardHelpOptions = true)
final class RushCommand implements Callable<Integer> {
    private static final int SHOPS = 20;

    private final Session session;

    @Option(names = "--rate", paramLabel = "N", description = "Orders a second; default: ${DEFAULT-VALUE}.")
    private int rate = 20;

    @Option(names = "--seconds", paramLabel = "N", description = "How long; default: ${DEFAULT-VALUE}.")
    private int seconds = 15;

    RushCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (rate < 1 || rate > 200 || seconds < 1 || seconds > 3600) {
            throw CommandFailure.usage("--rate is 1 to 200, --seconds 1 to 3600.");
        }
        URI proxy = URI.create("http://127.0.0.1:" + LocalStack.of(session).port("proxy-1"));
        session.output().print(new Rush(proxy, wishes(proxy)).run(rate, seconds));
        return 0;
    }

    /** What may be ordered: a menu each of some open shops. */
    private static List<Rush.Wish> wishes(URI proxy) throws InterruptedException {
        List<Rush.Wish> wishes = new ArrayList<>();
        for (JsonNode shop : json(proxy.resolve("/api/shops?limit=" + SHOPS))) {
            long id = shop.path("id").asLong();
            if (shop.path("open").asBoolean()) {
                for (JsonNode menu : json(proxy.resolve("/api/shops/" + id + "/menus"))) {
                    if (menu.path("onSale").asBoolean()) {
                        wishes.add(new Rush.Wish(id, menu.path("id").asLong()));
                        break;
                    }
                }
            }
        }
        if (wishes.isEmpty()) {
            throw CommandFailure.refused("None of the first " + SHOPS + " shops is open and has something on sale.");
        }
        return wishes;
    }

    private static JsonNode json(URI uri) throws InterruptedException {
        return Json.mapper().readTree(Http.get(uri));
    }
}
