package dev.banyan.shopowner.registry;

import org.jspecify.annotations.Nullable;

/** What shall be otherwise; null: stays as it is. */
public record OwnerChange(
        @Nullable String name,
        @Nullable String phone,
        @Nullable String businessNumber) {}
