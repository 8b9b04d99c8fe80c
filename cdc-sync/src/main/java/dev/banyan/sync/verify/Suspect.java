package dev.banyan.sync.verify;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key whose two sides were seen to differ. What was seen is kept as digests; null where there was no row.
 *
 * @param key values to read it again by
 */
record Suspect(
        List<Object> key,
        String keyText,
        @Nullable String monolithDigest,
        @Nullable String serviceDigest) {
    static Suspect of(@Nullable Row monolith, @Nullable Row service) {
        Row row = Objects.requireNonNull(monolith == null ? service : monolith);
        return new Suspect(
                row.key(),
                row.keyText(),
                monolith == null ? null : monolith.digest(),
                service == null ? null : service.digest());
    }

    /** Whether both sides are as they were. */
    boolean unchanged(@Nullable Row monolith, @Nullable Row service) {
        return Objects.equals(monolithDigest, monolith == null ? null : monolith.digest())
                && Objects.equals(serviceDigest, service == null ? null : service.digest());
    }
}
