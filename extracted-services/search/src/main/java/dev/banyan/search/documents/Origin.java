package dev.banyan.search.documents;

import dev.banyan.kit.web.Problem;
import java.util.Locale;

/** What the documents of an index are made of. */
public enum Origin {
    /** What the feed told. */
    FEED,
    /** The views; of those that are not kept, what the feed told. */
    VIEWS;

    /** As operators write it. */
    public static Origin parse(String text) {
        for (Origin origin : values()) {
            if (origin.name().toLowerCase(Locale.ROOT).equals(text)) {
                return origin;
            }
        }
        throw Problem.invalid("from is '" + text + "'; it must be feed or views");
    }
}
