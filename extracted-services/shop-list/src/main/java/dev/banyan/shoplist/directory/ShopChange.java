package dev.banyan.shoplist.directory;

import org.jspecify.annotations.Nullable;

/** What shall be otherwise; null: stays as it is. */
public record ShopChange(@Nullable String name, @Nullable Opening opening) {}
