package dev.banyan.member.web;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.banyan.member.registry.Member;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A member as the API shows it.
 *
 * @param grade a letter: V, G or N
 * @param createdAt local wall time
 */
record MemberView(
        long id,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String grade,

        @JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss") @Nullable
        LocalDateTime createdAt) {

    static MemberView of(Member member) {
        return new MemberView(
                member.id(),
                member.name(),
                member.email(),
                member.phone(),
                member.address(),
                member.grade() == null ? null : member.grade().letter(),
                member.createdAt());
    }
}
