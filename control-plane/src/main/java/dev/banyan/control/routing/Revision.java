package dev.banyan.control.routing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One immutable version of all routing.
 *
 * @param number 1, 2, 3, ... without gaps
 * @param parent the number before; 0 for the first
 * @param hash SHA-256, hexadecimal, over the parent's hash and everything this revision says
 * @param shift the journal id that entitles this revision to change owners; null for all others
 */
public record Revision(
        long number,
        long parent,
        String hash,
        RoutingDocument document,
        String author,
        String reason,
        @Nullable Long shift,
        Instant storedAt) {
    /** What a fresh control store has: no routes, everything to the monolith. */
    public static final Revision NONE = new Revision(
            0, 0, "0".repeat(64), RoutingDocument.EMPTY, "banyan", "nothing routed yet", null, Instant.EPOCH);

    /** The hash of a revision with these contents. */
    static String hash(
            String parentHash, long number, String document, String author, String reason, @Nullable Long shift) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String text = String.join(
                    "\n", parentHash, Long.toString(number), document, author, reason, String.valueOf(shift));
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
