package dev.banyan.search.web;

import dev.banyan.kit.web.Problem;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * What a customer looks for, and from where.
 *
 * @param category all when null
 * @param place null when the customer does not say
 */
record Wanted(
        String words, @Nullable String category, @Nullable Place place, int limit) {

    private static final int LONGEST = 100;

    /** Degrees. */
    record Place(double lat, double lng) {}

    /** Checks what a request brought along. */
    static Wanted of(@Nullable String q, @Nullable String cat, @Nullable Double lat, @Nullable Double lng, int limit) {
        if ((lat == null) != (lng == null)) {
            throw Problem.invalid("lat and lng go together");
        }
        if (lat != null && lng != null && !(Math.abs(lat) <= 90 && Math.abs(lng) <= 180)) {
            throw Problem.invalid("lat and lng must be degrees, are %s and %s".formatted(lat, lng));
        }
        if (q == null || q.isBlank()) {
            throw Problem.invalid("q is missing");
        }
        if (limit < 1 || limit > 100) {
            throw Problem.invalid("limit must be 1 to 100, is " + limit);
        }
        String trimmed = q.strip();
        if (trimmed.codePointCount(0, trimmed.length()) > LONGEST) {
            throw Problem.invalid("q must be at most " + LONGEST + " characters");
        }
        // Some keyboards send Hangul as single letters; the index has syllables.
        String words = Normalizer.normalize(trimmed, Normalizer.Form.NFC);
        return new Wanted(
                words,
                cat == null || cat.isBlank() ? null : cat,
                lat == null || lng == null ? null : new Place(lat, lng),
                limit);
    }
}
