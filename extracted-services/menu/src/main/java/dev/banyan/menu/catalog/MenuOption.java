package dev.banyan.menu.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a menu can be ordered with.
 *
 * @param extraPrice what it adds to the menu's price
 */
public record MenuOption(
        long id,
        @Nullable String name,
        @Nullable BigDecimal extraPrice,
        @Nullable Availability availability) {}
