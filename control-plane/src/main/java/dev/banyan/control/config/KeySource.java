package dev.banyan.control.config;

import java.util.Locale;

/** One place in a request that holds its cohort key: a path variable, header, cookie or query parameter. */
public record KeySource(Kind kind, String name) {
    /** Where the key stands. */
    public enum Kind {
        PATH,
        HEADER,
        COOKIE,
        QUERY
    }

    /** Reads {@code path.memberId}, {@code header.X-Member-Id}, {@code cookie.member} or {@code query.member}. */
    static KeySource parse(String text) {
        int dot = text.indexOf('.');
        if (dot > 0 && dot < text.length() - 1) {
            for (Kind kind : Kind.values()) {
                if (kind.name().toLowerCase(Locale.ROOT).equals(text.substring(0, dot))) {
                    return new KeySource(kind, text.substring(dot + 1));
                }
            }
        }
        throw new IllegalArgumentException(
                "'" + text + "' is no key source; write path.NAME, header.NAME, cookie.NAME or query.NAME.");
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + "." + name;
    }
}
