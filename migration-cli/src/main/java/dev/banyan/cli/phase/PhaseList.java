package dev.banyan.cli.phase;

import dev.banyan.cli.session.Session;
import dev.banyan.control.config.Percent;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.yaml.Choices;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** All phases: those of migration.yaml and those that were started. */
@Command(name = "list", description = "All phases and where they are.", mixinStandardHelpOptions = true)
final class PhaseList implements Callable<Integer> {
    private final Session session;

    PhaseList(Session session) {
        this.session = session;
    }

    record View(Map<String, Line> phases) {}

    record Line(
            PhaseState state,
            String split,
            String service,
            String mode,
            @Nullable Instant since) {}

    @Override
    public Integer call() {
        Map<String, Line> lines = new LinkedHashMap<>();
        Map<String, Phase> started = new LinkedHashMap<>();
        new Phases(session.store()).list().forEach(phase -> started.put(phase.name(), phase));
        session.migration().phases().forEach((name, definition) -> {
            Phase phase = started.remove(name);
            lines.put(name, phase == null ? planned(definition) : line(phase));
        });
        started.forEach((name, phase) -> lines.put(name, line(phase)));
        session.output().print(new View(lines));
        return 0;
    }

    private static Line planned(PhaseDefinition definition) {
        return new Line(PhaseState.PLANNED, Percent.text(0), definition.service(), mode(definition), null);
    }

    private static String mode(PhaseDefinition definition) {
        return Choices.spell(definition.feed() ? definition.kind() : definition.mode());
    }

    private static Line line(Phase phase) {
        return new Line(
                phase.state(),
                Percent.text(phase.split()),
                phase.definition().service(),
                mode(phase.definition()),
                phase.changedAt());
    }
}
