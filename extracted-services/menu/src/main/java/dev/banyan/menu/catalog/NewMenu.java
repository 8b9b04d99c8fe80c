package dev.banyan.menu.catalog;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a menu is added with; it is on sale at once.
 *
 * @param key the caller's name for this request; null: each request adds a menu
 */
public record NewMenu(long shopId, @Nullable String key, String name, BigDecimal price) {}
