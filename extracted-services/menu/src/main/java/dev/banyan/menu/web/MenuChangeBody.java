package dev.banyan.menu.web;

import dev.banyan.menu.catalog.Availability;
import dev.banyan.menu.catalog.MenuChange;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What PUT is sent; what is missing stays as it is, and so does a name of nothing but blanks.
 *
 * @param price whole won
 */
record MenuChangeBody(
        @Pattern(regexp = NAME, message = NAME_MESSAGE) @Nullable
        String name,

        @PositiveOrZero @Max(HIGHEST_PRICE) @Nullable Long price,
        @Nullable Boolean onSale) {

    /** In characters as people count them, which the size of a Java string is not. */
    static final String NAME = "(?s).{1,100}";

    static final String NAME_MESSAGE = "must be 1 to 100 characters";

    static final long HIGHEST_PRICE = 10_000_000;

    MenuChangeBody {
        name = name == null || name.isBlank() ? null : name.strip();
    }

    MenuChange change() {
        return new MenuChange(
                name,
                price == null ? null : BigDecimal.valueOf(price),
                onSale == null ? null : Availability.of(onSale));
    }
}
