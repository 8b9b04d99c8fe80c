package dev.banyan.playbooks.load;

import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer.
 *
 * @param retryAfterSeconds -1 when the answer does not ask to come again
 * @param side what {@code X-Banyan-Side} said; null without that header
 * @param phase what {@code X-Banyan-Phase} said; likewise
 */
record Answer(
        int status,
        int retryAfterSeconds,
        @Nullable String side,
        @Nullable String phase,
        String body) {

    boolean asksToComeAgain() {
        return retryAfterSeconds >= 0 && (status == 503 || status == 429 || status == 409);
    }
}
