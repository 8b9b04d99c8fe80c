package dev.banyan.menu.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What shall be otherwise; null: stays as it is. */
public record MenuChange(
        @Nullable String name,
        @Nullable BigDecimal price,
        @Nullable Availability availability) {}
