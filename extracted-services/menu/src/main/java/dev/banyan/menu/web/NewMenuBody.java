package dev.banyan.menu.web;

import dev.banyan.menu.catalog.NewMenu;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What POST is sent.
 *
 * @param price whole won
 */
record NewMenuBody(
        @NotNull @Pattern(regexp = MenuChangeBody.NAME, message = MenuChangeBody.NAME_MESSAGE)
        String name,

        @NotNull @PositiveOrZero @Max(MenuChangeBody.HIGHEST_PRICE)
        Long price) {

    NewMenuBody {
        if (name != null) {
            name = name.strip();
        }
    }

    /** Only of a body that was found valid. */
    NewMenu wanted(long shopId, @Nullable String key) {
        return new NewMenu(shopId, key, name, BigDecimal.valueOf(price));
    }
}
