package dev.banyan.ruby.relay;

import org.jspecify.annotations.Nullable;

/**
 * A device of a shop.
 *
 * @param url its address, or a path under the common one
 * @param priority the lowest is tried first
 */
record Device(
        long id, long shopId, @Nullable Type type, @Nullable String url, int priority, boolean active) {

    /** What it is; its constants are the API's words. */
    enum Type {
        PUSH("P"),
        PC("C"),
        TERMINAL("T");

        private final String code;

        Type(String code) {
            this.code = code;
        }

        static @Nullable Type of(@Nullable String code) {
            for (Type type : values()) {
                if (type.code.equals(code)) {
                    return type;
                }
            }
            return null;
        }
    }
}
