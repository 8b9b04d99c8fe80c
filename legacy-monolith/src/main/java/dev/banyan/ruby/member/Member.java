package dev.banyan.ruby.member;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** A member. Old rows lack all sorts of things. */
record Member(
        long id,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String address,
        @Nullable String grade,

        @JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss") @Nullable
        LocalDateTime createdAt) {}
