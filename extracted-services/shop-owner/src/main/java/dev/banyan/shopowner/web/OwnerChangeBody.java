package dev.banyan.shopowner.web;

import dev.banyan.shopowner.registry.OwnerChange;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** What PUT is sent; what is missing, or nothing but blanks, stays as it is. Lengths are in characters as people count them. */
record OwnerChangeBody(
        @Pattern(regexp = "(?s).{1,50}", message = "must be 1 to 50 characters") @Nullable
        String name,

        @Pattern(regexp = "(?s).{1,20}", message = "must be 1 to 20 characters") @Nullable
        String phone,

        @Pattern(regexp = "(?s).{1,12}", message = "must be 1 to 12 characters") @Nullable
        String businessNumber) {

    OwnerChangeBody {
        name = trimmed(name);
        phone = trimmed(phone);
        businessNumber = trimmed(businessNumber);
    }

    private static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    OwnerChange change() {
        return new OwnerChange(name, phone, businessNumber);
    }
}
