package dev.banyan.playbooks.load;

import org.jspecify.annotations.Nullable;

/**
 * How one request went, tries and all.
 *
 * @param answer the last answer; null when none came in time
 * @param proxy who gave it, or was asked last
 * @param tries how often it was sent or refused
 * @param broken how many of its connections broke after it was sent
 * @param refused how many connections could not be made, or were closed before it could be written
 * @param waited whether it came again because an answer asked so
 * @param millis from when it was due to the end
 */
record Call(@Nullable Answer answer, String proxy, int tries, int broken, int refused, boolean waited, long millis) {

    int status() {
        return answer == null ? 0 : answer.status();
    }
}
