package dev.banyan.ruby.web;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks of what requests bring along. All throw {@link InvalidRequest}. */
public final class Requests {

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,80}");

    private Requests() {}

    /** An Idempotency-Key: 1 to 80 visible ASCII characters. */
    public static String idempotencyKey(String value) {
        if (!KEY.matcher(value).matches()) {
            throw new InvalidRequest("Idempotency-Key must be 1 to 80 visible ASCII characters without spaces.");
        }
        return value;
    }

    /** A member id: 1 or more. */
    public static long memberId(long value) {
        return inRange("X-Member-Id", value, 1, Long.MAX_VALUE);
    }

    /** A page size: 1 to 100. */
    public static int limit(int value) {
        return Math.toIntExact(inRange("limit", (long) value, 1, 100));
    }

    /** A number that must be there, between both bounds. */
    public static long inRange(String name, @Nullable Long value, long least, long most) {
        if (value == null) {
            throw new InvalidRequest(name + " is missing.");
        }
        if (value < least || value > most) {
            throw new InvalidRequest(
                    most == Long.MAX_VALUE
                            ? "%s must be at least %d, is %d.".formatted(name, least, value)
                            : "%s must be %d to %d, is %d.".formatted(name, least, most, value));
        }
        return value;
    }

    /** A text that must be there, of 1 to {@code longest} characters once trimmed. */
    public static String text(String name, @Nullable String value, int longest) {
        if (value == null || value.isBlank()) {
            throw new InvalidRequest(name + " is missing.");
        }
        String trimmed = value.strip();
        if (trimmed.codePointCount(0, trimmed.length()) > longest) {
            throw new InvalidRequest("%s must be at most %d characters.".formatted(name, longest));
        }
        return trimmed;
    }

    /** As {@link #text}, or null where there is none. */
    public static @Nullable String optionalText(String name, @Nullable String value, int longest) {
        return value == null || value.isBlank() ? null : text(name, value, longest);
    }

    /** One of an enum's names, as they are written. */
    public static <E extends Enum<E>> E oneOf(String name, @Nullable String value, Class<E> type) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        String names = java.util.Arrays.toString(type.getEnumConstants());
        throw new InvalidRequest(
                value == null
                        ? "%s is missing; it is one of %s.".formatted(name, names)
                        : "%s must be one of %s, is '%s'.".formatted(name.toLowerCase(Locale.ROOT), names, value));
    }
}
