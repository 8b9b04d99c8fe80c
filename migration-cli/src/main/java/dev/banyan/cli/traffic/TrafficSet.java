package dev.banyan.cli.traffic;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.phase.Shifting;
import dev.banyan.cli.session.Plan;
import dev.banyan.cli.session.Session;
import dev.banyan.control.evidence.Audit;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.yaml.DidYouMean;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Changes the split of a phase by the shift protocol, or the addresses of a side. */
@Command(
        name = "set",
        description = "Set a phase's split (by the shift protocol), or the addresses of a side.",
        customSynopsis = {
            "banyan traffic set PHASE PERCENT [--dry-run]",
            "banyan traffic set --upstream NAME=URL[,URL...] [--dry-run]"
        },
        mixinStandardHelpOptions = true)
final class TrafficSet implements Callable<Integer> {
    private final Session session;

    @Parameters(index = "0", arity = "0..1", paramLabel = "PHASE", description = "The phase.")
    private @Nullable String phase;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PERCENT",
            description = "The share of keys that the service is to own, such as 25%%.")
    private @Nullable String percent;

    @Option(
            names = "--upstream",
            paramLabel = "NAME=URL[,URL...]",
            description = "The addresses of a side: 'monolith' or a service.")
    private @Nullable String upstream;

    TrafficSet(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (upstream != null && phase == null) {
            return setUpstream(upstream);
        }
        if (upstream != null || phase == null || percent == null) {
            throw CommandFailure.usage(
                    "Name a phase and its split (banyan traffic set payments 25%), or --upstream NAME=URL alone.");
        }
        int to = Shifting.split("The split", percent);
        return new Shifting(session).run(phase, Shifting.kind(to), to, false);
    }

    private int setUpstream(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw CommandFailure.usage(
                    "--upstream is " + text + ": must be NAME=URL, such as payment=http://127.0.0.1:9101.");
        }
        String name = text.substring(0, equals);
        List<String> addresses = List.of(text.substring(equals + 1).split(","));
        addresses.stream()
                .filter(address -> !address.matches("https?://[^/\\s,]+"))
                .findFirst()
                .ifPresent(address -> {
                    throw CommandFailure.usage("'" + address + "' must be http://host:port without a path.");
                });
        Revisions revisions = new Revisions(session.store());
        Set<String> known =
                new TreeSet<>(revisions.newest().document().upstreams().keySet());
        if (!known.contains(name)) {
            throw CommandFailure.usage("Nothing is routed to '" + name + "'. Sides: "
                    + (known.isEmpty() ? "none yet; start a phase first" : String.join(", ", known)) + "."
                    + DidYouMean.hint(name, known));
        }
        Revision[] stored = new Revision[1];
        Plan plan = new Plan().step("route '" + name + "' to " + String.join(", ", addresses), () -> {
            stored[0] = revisions.change(
                    session.actor(),
                    "traffic set --upstream " + text,
                    document -> document.withUpstream(name, addresses));
            new Audit(session.store()).record(session.actor(), "traffic set", name, String.join(", ", addresses));
        });
        if (session.apply(plan)) {
            session.output().print(TrafficShow.view(stored[0]));
        }
        return 0;
    }
}
