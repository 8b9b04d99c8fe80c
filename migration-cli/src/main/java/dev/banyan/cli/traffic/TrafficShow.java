package dev.banyan.cli.traffic;

import dev.banyan.cli.session.Session;
import dev.banyan.control.config.KeySource;
import dev.banyan.control.config.Percent;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.routing.ShiftInForce;
import dev.banyan.control.yaml.Choices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** The newest revision. */
@Command(name = "show", description = "What is routed where: the newest revision.", mixinStandardHelpOptions = true)
final class TrafficShow implements Callable<Integer> {
    private final Session session;

    TrafficShow(Session session) {
        this.session = session;
    }

    record View(
            long revision,
            String author,
            String reason,
            Instant storedAt,
            Map<String, List<String>> upstreams,
            Map<String, PhaseLine> phases,
            List<RouteLine> routes) {}

    record PhaseLine(
            String split,
            String service,
            String mode,
            @Nullable String shift) {}

    record RouteLine(
            String phase,
            String path,
            List<String> key,
            List<String> reads,
            @Nullable String rewrite) {}

    @Override
    public Integer call() {
        session.output().print(view(new Revisions(session.store()).newest()));
        return 0;
    }

    static View view(Revision revision) {
        Map<String, PhaseLine> phases = new LinkedHashMap<>();
        List<RouteLine> routes = new ArrayList<>();
        revision.document().phases().forEach((name, phase) -> {
            ShiftInForce shift = phase.shift();
            phases.put(
                    name,
                    new PhaseLine(
                            Percent.text(phase.split()),
                            phase.service(),
                            Choices.spell(phase.readsOnly() ? phase.kind() : phase.mode()),
                            shift == null
                                    ? null
                                    : shift.stage() + " " + Percent.text(shift.from()) + " -> "
                                            + Percent.text(shift.to()) + " (shift " + shift.shift() + ")"));
            phase.routes()
                    .forEach(route -> routes.add(new RouteLine(
                            name,
                            route.path(),
                            route.key().stream().map(KeySource::toString).toList(),
                            List.copyOf(new TreeSet<>(route.reads())),
                            route.rewrite())));
        });
        return new View(
                revision.number(),
                revision.author(),
                revision.reason(),
                revision.storedAt(),
                revision.document().upstreams(),
                phases,
                routes);
    }
}
