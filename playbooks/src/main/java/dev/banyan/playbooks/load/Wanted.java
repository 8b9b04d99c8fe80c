package dev.banyan.playbooks.load;

import org.jspecify.annotations.Nullable;

/**
 * One request as the script wants it.
 *
 * @param number counts from 1
 * @param key the Idempotency-Key; null for reads
 * @param body JSON; null for reads
 * @param amount what a direct payment asks for, what a refund gives back; 0 elsewhere
 * @param declines whether the gateway is provoked to decline
 */
record Wanted(
        long number,
        Kind kind,
        String path,
        long member,
        @Nullable String key,
        @Nullable String body,
        long amount,
        boolean declines) {

    String method() {
        return kind.write() ? "POST" : "GET";
    }
}
