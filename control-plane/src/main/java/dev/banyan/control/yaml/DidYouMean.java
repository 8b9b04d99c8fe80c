package dev.banyan.control.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The nearest known name to a mistyped one. */
public final class DidYouMean {
    private DidYouMean() {}

    /** {@code " Did you mean 'x'?"} when a candidate is within a third of the word's length, else an empty string. */
    public static String hint(String word, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
                .filter(candidate -> distance(word, candidate) <= Math.max(1, word.length() / 3))
                .map(candidate -> " Did you mean '" + candidate + "'?")
                .orElse("");
    }

    /** Levenshtein distance, case-insensitive. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
