package dev.banyan.kit.source;

import dev.banyan.kit.web.Problem;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Base64;

/**
 * Where an import goes on: after this place in the order of (updated_at, id).
 *
 * @param watermark of the import's beginning
 */
record Cursor(LocalDateTime watermark, LocalDateTime updatedAt, String id) {

    static Cursor parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 3);
            if (parts.length == 3) {
                return new Cursor(LocalDateTime.parse(parts[0]), LocalDateTime.parse(parts[1]), parts[2]);
            }
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            // Said below.
        }
        throw Problem.invalid("cursor '" + text + "' is none of ours; begin without one");
    }

    String text() {
        String plain = watermark + " " + updatedAt + " " + id;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
