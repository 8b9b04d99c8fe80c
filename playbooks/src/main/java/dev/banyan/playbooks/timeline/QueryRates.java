package dev.banyan.playbooks.timeline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many statements a second all monoliths together sent to their database, from counters that begin anew with each process. What grew while a
 * monolith could not be read is spread over that time.
 */
final class QueryRates {

    /** What one monolith's counters grew by, from one reading to the next. */
    private record Growth(Span span, Map<String, Double> statements) {}

    private record Reading(Instant at, Map<String, Double> statements) {}

    private final List<Sample> samples;
    private final List<Growth> growths = new ArrayList<>();

    QueryRates(List<Sample> samples) {
        this.samples = List.copyOf(samples);
        Map<String, Reading> last = new HashMap<>();
        for (Sample sample : samples) {
            sample.statements().forEach((monolith, statements) -> {
                Reading before = last.put(monolith, new Reading(sample.at(), statements));
                if (before != null && before.at().isBefore(sample.at())) {
                    growths.add(growth(before, sample.at(), statements));
                }
            });
        }
    }

    private static Growth growth(Reading before, Instant at, Map<String, Double> now) {
        boolean restarted = before.statements().entrySet().stream()
                .anyMatch(entry -> now.getOrDefault(entry.getKey(), 0.0) < entry.getValue());
        Map<String, Double> grown = new TreeMap<>();
        now.forEach((capability, count) -> grown.put(
                capability, restarted ? count : count - before.statements().getOrDefault(capability, 0.0)));
        return new Growth(new Span(before.at(), at), grown);
    }

    /** By capability; empty where nothing could be read in that time. */
    Optional<Map<String, Double>> of(Span span) {
        List<Sample> within =
                samples.stream().filter(sample -> span.contains(sample.at())).toList();
        List<Growth> known = growths.stream()
                .filter(growth -> growth.span().overlap(span) > 0)
                .toList();
        boolean nobodyRan = within.stream()
                .anyMatch(
                        sample -> sample.statementsRead() && sample.statements().isEmpty());
        if (known.isEmpty() && !nobodyRan) {
            return Optional.empty();
        }
        double seconds = covered(span);
        Map<String, Double> rates = new TreeMap<>();
        for (Growth growth : known) {
            double share = growth.span().overlap(span) / growth.span().seconds();
            growth.statements()
                    .forEach((capability, count) -> rates.merge(capability, count * share / seconds, Double::sum));
        }
        return Optional.of(rates);
    }

    Optional<Double> total(Span span) {
        return of(span).map(rates ->
                rates.values().stream().mapToDouble(Double::doubleValue).sum());
    }

    /** The part of a time between the first and the last sample; all of it where that is nothing. */
    private double covered(Span span) {
        double overlap =
                new Span(samples.get(0).at(), samples.get(samples.size() - 1).at()).overlap(span);
        return overlap > 0 ? overlap : span.seconds();
    }
}
