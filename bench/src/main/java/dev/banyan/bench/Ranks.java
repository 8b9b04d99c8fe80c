package dev.banyan.bench;

import java.util.List;

/** Percentiles by nearest rank. */
public final class Ranks {
    private Ranks() {}

    /** The least value that so many percent of the values do not exceed; the list must not be empty. */
    public static <T extends Comparable<T>> T percentile(List<T> values, double percent) {
        List<T> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * percent / 100) - 1);
    }
}
