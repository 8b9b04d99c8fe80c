package dev.banyan.kit.subscribe;

import java.util.Locale;

/**
 * What became of one try to handle a message.
 *
 * @param why for those that were not handled; empty for the others
 */
record Outcome(Kind kind, String why) {

    enum Kind {
        /** Now, in this transaction. */
        HANDLED,
        /** Before; nothing was done. */
        REPEATED,
        /** What it tells is known already: nothing was to be done, and nothing was noted. */
        KNOWN,
        /** The service has no handler for its type. */
        IGNORED,
        /** Somebody who is needed does not answer: this says nothing about the event. */
        WAITS,
        /** The handler refused it; perhaps it will not next time. */
        FAILED,
        /** It never will be handled. */
        DEAD;

        String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Outcome of(Kind kind) {
        return new Outcome(kind, "");
    }
}
