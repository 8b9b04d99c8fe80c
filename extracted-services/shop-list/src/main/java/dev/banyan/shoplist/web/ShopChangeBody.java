package dev.banyan.shoplist.web;

import dev.banyan.shoplist.directory.Opening;
import dev.banyan.shoplist.directory.ShopChange;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;

/** What PUT is sent; what is missing stays as it is, and so does a name of nothing but blanks. */
record ShopChangeBody(
        @Pattern(regexp = NAME, message = "must be 1 to 100 characters") @Nullable
        String name,

        @Nullable Boolean open) {

    /** In characters as people count them, which the size of a Java string is not. */
    private static final String NAME = "(?s).{1,100}";

    ShopChangeBody {
        name = name == null || name.isBlank() ? null : name.strip();
    }

    ShopChange change() {
        return new ShopChange(name, open == null ? null : Opening.of(open));
    }
}
