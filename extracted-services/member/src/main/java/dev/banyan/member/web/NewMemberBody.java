package dev.banyan.member.web;

import dev.banyan.member.registry.NewMember;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** What POST is sent. Lengths are in characters as people count them, once trimmed. */
record NewMemberBody(
        @NotNull @Pattern(regexp = "(?s).{1,50}", message = "must be 1 to 50 characters")
        String name,

        @Pattern(regexp = "(?s).{1,100}", message = "must be 1 to 100 characters") @Nullable
        String email,

        @Pattern(regexp = "(?s).{1,20}", message = "must be 1 to 20 characters") @Nullable
        String phone,

        @Pattern(regexp = "(?s).{1,200}", message = "must be 1 to 200 characters") @Nullable
        String address) {

    NewMemberBody {
        if (name != null) {
            name = name.strip();
        }
        email = trimmed(email);
        phone = trimmed(phone);
        address = trimmed(address);
    }

    private static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** Only of a body that was found valid. */
    NewMember wanted(@Nullable String key) {
        return new NewMember(key, name, email, phone, address);
    }
}
