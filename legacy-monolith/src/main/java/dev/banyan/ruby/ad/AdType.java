package dev.banyan.ruby.ad;

import org.jspecify.annotations.Nullable;

/** Where an ad shows; its constants are the API's words. */
public enum AdType {
    LISTING("L"),
    /** On top of a neighbourhood's list. */
    ULTRACALL("U");

    final String code;

    AdType(String code) {
        this.code = code;
    }

    /** The type of a code; null where there is none. */
    public static @Nullable AdType of(@Nullable String code) {
        for (AdType type : values()) {
            if (type.code.equals(code)) {
                return type;
            }
        }
        return null;
    }
}
