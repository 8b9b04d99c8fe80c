package dev.banyan.playbooks.load;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request as the script wants it.
 *
 * @param number counts from 1
 * @param key the Idempotency-Key; null for reads
 * @param body JSON; null for reads
 * @param amount what a direct payment asks for, what a refund gives back; 0 elsewhere
 * @param declines whether the gateway is provoked to decline
 * @param refusals statuses that are as good as a 2xx here, since somebody else may have been first
 */
record Wanted(
        long number,
        Kind kind,
        String path,
        long member,
        @Nullable String key,
        @Nullable String body,
        long amount,
        boolean declines,
        Set<Integer> refusals) {

    Wanted {
        refusals = Set.copyOf(refusals);
    }

    /** A request that only a decline may refuse. */
    Wanted(
            long number,
            Kind kind,
            String path,
            long member,
            @Nullable String key,
            @Nullable String body,
            long amount,
            boolean declines) {
        this(number, kind, path, member, key, body, amount, declines, Set.of());
    }

    String method() {
        return kind.method();
    }

    Outcome outcome(int status) {
        if ((status == 402 && declines) || refusals.contains(status)) {
            return kind.write() ? Outcome.DECLINED : Outcome.OK;
        }
        return status >= 200 && status < 300 && !declines ? Outcome.OK : Outcome.FAILED;
    }
}
