package dev.banyan.ruby.search;

import dev.banyan.ruby.web.InvalidRequest;
import dev.banyan.ruby.web.Requests;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * What a customer looks for, and from where.
 *
 * @param category all when null
 * @param lat degrees; null, as is lng, when the customer does not say
 */
record Wanted(
        String words,
        @Nullable String category,
        @Nullable Double lat,
        @Nullable Double lng,
        int limit) {

    /** Checks what a request brought along. */
    static Wanted of(@Nullable String q, @Nullable String cat, @Nullable Double lat, @Nullable Double lng, int limit) {
        if ((lat == null) != (lng == null)) {
            throw new InvalidRequest("lat and lng go together.");
        }
        if (lat != null && lng != null && !(Math.abs(lat) <= 90 && Math.abs(lng) <= 180)) {
            throw new InvalidRequest("lat and lng must be degrees, are %s and %s.".formatted(lat, lng));
        }
        // Some keyboards send Hangul as single letters; names are stored in syllables.
        String words = Normalizer.normalize(Requests.text("q", q, 100), Normalizer.Form.NFC);
        return new Wanted(words, cat == null || cat.isBlank() ? null : cat, lat, lng, Requests.limit(limit));
    }

    /** A pattern for LIKE that finds the words anywhere, whatever signs they are made of. */
    String pattern() {
        return "%" + words.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }
}
