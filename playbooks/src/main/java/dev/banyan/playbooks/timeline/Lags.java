package dev.banyan.playbooks.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How far streams were behind, as they said themselves. */
final class Lags {

    /** Of the samples of one stream in some time. */
    record Figures(long median, long longest) {}

    private final List<Sample> samples;

    Lags(List<Sample> samples) {
        this.samples = List.copyOf(samples);
    }

    Map<String, Figures> of(Span span) {
        Map<String, List<Long>> lags = new TreeMap<>();
        samples.stream()
                .filter(sample -> span.contains(sample.at()))
                .forEach(sample -> sample.lags()
                        .forEach((stream, lag) -> lags.computeIfAbsent(stream, name -> new ArrayList<>())
                                .add(lag)));
        Map<String, Figures> figures = new TreeMap<>();
        lags.forEach((stream, seen) -> figures.put(stream, figures(seen)));
        return figures;
    }

    /** The lag of the stream that was furthest behind; empty where none said anything. */
    Optional<Double> longest(Span span) {
        return of(span).values().stream()
                .map(figures -> (double) figures.longest())
                .max(Double::compare);
    }

    private static Figures figures(List<Long> seen) {
        List<Long> sorted = seen.stream().sorted().toList();
        return new Figures(median(sorted), sorted.get(sorted.size() - 1));
    }

    /** @param sorted not empty; of an even number, the lower one of the two in the middle */
    static long median(List<Long> sorted) {
        return sorted.get((sorted.size() - 1) / 2);
    }
}
