package dev.banyan.member.registry;

import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who wants to join.
 *
 * @param key of the request; null when it has none, and may join twice
 */
public record NewMember(
        @Nullable String key,
        String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String address) {

    /** As a member, once there is an id. */
    Member joined(long id, Grade grade, LocalDateTime now) {
        return new Member(id, name, email, phone, address, grade, now);
    }
}
