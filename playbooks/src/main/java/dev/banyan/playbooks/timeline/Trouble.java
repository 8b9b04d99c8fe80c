package dev.banyan.playbooks.timeline;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An incident and what customers saw of it.
 *
 * @param seconds since the walk began
 * @param window that customers were counted in; empty where they were not to notice, and the figures are of the {@value #WATCHED_SECONDS}
 *     seconds that followed
 */
record Trouble(String playbook, double seconds, String command, String window, Traffic.Figures customers) {
    static final int WATCHED_SECONDS = 10;

    /** Requests are due some milliseconds after their window opens, and commands begin right then. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    static Trouble of(Incident incident, PlayedPhase phase, double seconds, Traffic traffic) {
        Optional<String> window = phase.windows().stream()
                .map(figures -> figures.name())
                .distinct()
                .filter(name -> traffic.window(name, phase.span())
                        .filter(span -> new Span(span.from().minus(TOLERANCE), span.to()).contains(incident.at()))
                        .isPresent())
                .findFirst();
        Span watched = window.flatMap(name -> traffic.window(name, phase.span()))
                .map(span -> new Span(span.from(), span.to().plusMillis(1)))
                .orElseGet(() -> new Span(incident.at(), incident.at().plusSeconds(WATCHED_SECONDS)));
        return new Trouble(phase.playbook(), seconds, incident.command(), window.orElse(""), traffic.of(watched));
    }

    static List<Trouble> of(List<Incident> incidents, List<PlayedPhase> phases, Traffic traffic) {
        return incidents.stream()
                .flatMap(incident -> phases.stream()
                        .filter(phase -> phase.span().contains(incident.at()))
                        .map(phase ->
                                of(incident, phase, Span.seconds(phases.get(0).began(), incident.at()), traffic)))
                .toList();
    }
}
