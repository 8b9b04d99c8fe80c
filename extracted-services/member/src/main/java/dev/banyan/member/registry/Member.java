package dev.banyan.member.registry;

import java.time.LocalDateTime;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A member as it was when read. Old rows have gaps.
 *
 * @param createdAt local wall time, whole seconds
 */
public record Member(
        long id,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String address,
        @Nullable Grade grade,
        @Nullable LocalDateTime createdAt) {

    /** Whether this is what such a request made: members are never changed. */
    boolean cameFrom(NewMember wanted) {
        return wanted.name().equals(name)
                && Objects.equals(wanted.email(), email)
                && Objects.equals(wanted.phone(), phone)
                && Objects.equals(wanted.address(), address);
    }
}
