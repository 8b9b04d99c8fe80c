package dev.banyan.cli.traffic;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.control.evidence.Audit;
import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.fleet.ProxyRecord;
import dev.banyan.control.yaml.DidYouMean;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The operator vouches that a proxy is gone. */
@Command(
        name = "forget",
        description = "Take a proxy that is surely gone off the list, so that shifts don't wait for it.",
        mixinStandardHelpOptions = true)
final class TrafficForget implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "PROXY", description = "The proxy's name, as traffic status shows it.")
    private String proxy = "";

    TrafficForget(Session session) {
        this.session = session;
    }

    record View(String proxy, boolean forgotten) {}

    @Override
    public Integer call() {
        Fleet fleet = new Fleet(session.store());
        List<String> known = fleet.list().stream().map(ProxyRecord::id).toList();
        if (!known.contains(proxy)) {
            throw CommandFailure.usage("There is no proxy '" + proxy + "'. Registered: "
                    + (known.isEmpty() ? "none" : String.join(", ", known)) + "." + DidYouMean.hint(proxy, known));
        }
        session.confirm("You vouch that proxy '" + proxy
                + "' is gone: if it lives, it may send writes to a side that no" + " longer owns them.");
        Plan plan = new Plan().step("forget proxy '" + proxy + "'", () -> {
            fleet.forget(proxy);
            new Audit(session.store()).record(session.actor(), "traffic forget", proxy, "vouched to be gone");
        });
        if (session.apply(plan)) {
            session.output().print(new View(proxy, true));
        }
        return 0;
    }
}
