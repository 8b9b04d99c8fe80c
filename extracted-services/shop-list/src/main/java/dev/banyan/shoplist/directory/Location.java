package dev.banyan.shoplist.directory;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Where a shop is, in degrees (WGS 84), as far as it is known. */
public record Location(
        @Nullable BigDecimal latitude, @Nullable BigDecimal longitude) {}
