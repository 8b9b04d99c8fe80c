package dev.banyan.playbooks.timeline;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.playbooks.load.Outcome;
import dev.banyan.playbooks.load.RequestLine;
import dev.banyan.playbooks.load.RequestLog;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a timeline needs of one request.
 *
 * @param at when it was due
 * @param answered whether somebody gave the answer that was to be expected; errors may be the proxy's own, and then nobody did
 * @param ruby whether the monolith did, wherever it was then
 * @param window the fault window that it began in; empty outside of any
 */
record Seen(Instant at, boolean answered, boolean ruby, boolean failed, long millis, String window) {
    private static final long SLOW_MILLIS = 1_000;

    boolean slow() {
        return !failed && millis > SLOW_MILLIS;
    }

    /** All requests of a log. */
    static List<Seen> read(Path log, Migration migration) {
        Set<String> relocations = migration.phases().values().stream()
                .filter(PhaseDefinition::relocation)
                .map(PhaseDefinition::name)
                .collect(Collectors.toSet());
        List<Seen> all = new ArrayList<>();
        RequestLog.read(log, line -> all.add(of(line, relocations)));
        return all;
    }

    /** The service side of a relocation is the monolith at its new place. */
    private static Seen of(RequestLine line, Set<String> relocations) {
        boolean service = "service".equals(line.side()) && !relocations.contains(line.phase());
        return new Seen(
                line.ts(),
                line.outcome() != Outcome.FAILED,
                !service,
                line.outcome() == Outcome.FAILED,
                line.millis(),
                line.window() == null ? "" : line.window());
    }
}
