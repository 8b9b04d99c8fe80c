package dev.banyan.playbooks.timeline;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A walk in hindsight. Pure: the same inputs give the same timeline.
 *
 * @param gaps what could not be read, and in how many samples
 */
record Timeline(List<Chapter> chapters, Course course, List<Trouble> troubles, Map<String, Long> gaps, int samples) {
    private static final int STEPS = 160;

    /**
     * One phase, and what was measured while it was played.
     *
     * @param rubyShare of the requests that did not fail, 0 to 1; empty where there were hardly any
     * @param queries statements a second by capability; empty where nothing could be read
     * @param lags by stream
     */
    record Chapter(
            PlayedPhase phase,
            double from,
            double to,
            Optional<Double> rubyShare,
            Optional<Map<String, Double>> queries,
            Map<String, Lags.Figures> lags) {}

    /** How three figures went, step by step; empty where nothing is known. */
    record Course(
            double seconds,
            List<Optional<Double>> rubyShare,
            List<Optional<Double>> queries,
            List<Optional<Double>> longestLag) {}

    Timeline {
        chapters = List.copyOf(chapters);
        troubles = List.copyOf(troubles);
    }

    /** @param phases as they were played, one at least */
    static Timeline of(List<PlayedPhase> phases, List<Sample> samples, List<Seen> requests, List<Incident> incidents) {
        Traffic traffic = new Traffic(requests);
        QueryRates queries = new QueryRates(samples);
        Lags lags = new Lags(samples);
        Instant began = phases.get(0).began();
        Span whole = new Span(began, phases.get(phases.size() - 1).ended());
        List<Chapter> chapters = phases.stream()
                .map(phase -> new Chapter(
                        phase,
                        Span.seconds(began, phase.began()),
                        Span.seconds(began, phase.ended()),
                        traffic.rubyShare(phase.span()),
                        queries.of(phase.span()),
                        lags.of(phase.span())))
                .toList();
        List<Span> steps = steps(whole);
        Course course = new Course(
                whole.seconds(),
                each(steps, traffic::rubyShare),
                each(steps, queries::total),
                each(steps, lags::longest));
        return new Timeline(chapters, course, Trouble.of(incidents, phases, traffic), gaps(samples), samples.size());
    }

    boolean kept() {
        return chapters.stream().allMatch(chapter -> chapter.phase().kept());
    }

    private static List<Optional<Double>> each(List<Span> steps, Function<Span, Optional<Double>> value) {
        return steps.stream().map(value).toList();
    }

    /** Equal parts of at least two seconds, so that most have a sample. */
    private static List<Span> steps(Span whole) {
        long millis = Math.max(2_000, Math.round(whole.seconds() * 1000 / STEPS));
        Duration step = Duration.ofMillis(millis);
        List<Span> steps = new ArrayList<>();
        for (Instant from = whole.from(); from.isBefore(whole.to()); from = from.plus(step)) {
            steps.add(new Span(from, from.plus(step)));
        }
        return steps;
    }

    private static Map<String, Long> gaps(List<Sample> samples) {
        Map<String, Long> gaps = new TreeMap<>();
        samples.forEach(sample -> sample.gaps().stream().distinct().forEach(gap -> gaps.merge(gap, 1L, Long::sum)));
        return gaps;
    }
}
