package dev.banyan.playbooks.check;

/**
 * One broken promise.
 *
 * @param what the thing, such as {@code payment 50017}
 * @param why what was promised and what is there
 */
public record Finding(Breach breach, String what, String why) {

    /** Which promise it breaks. */
    public enum Breach {
        /** Somebody was told that it is done, and it is not there, or with another state or amount. */
        LOST,
        /** It is there, but not as somebody was told. */
        DIFFERENT,
        /** It was done twice. */
        DOUBLED
    }

    @Override
    public String toString() {
        return breach.name().toLowerCase(java.util.Locale.ROOT) + ": " + what + ": " + why;
    }
}
