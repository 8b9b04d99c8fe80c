package dev.banyan.ruby.shop;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A shop. */
public record Shop(
        long id,
        @Nullable String name,
        @Nullable String category,
        boolean open,
        @Nullable BigDecimal lat,
        @Nullable BigDecimal lng,
        @Nullable Long ownerId) {}
