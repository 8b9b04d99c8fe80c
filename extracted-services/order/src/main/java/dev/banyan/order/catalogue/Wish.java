package dev.banyan.order.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * How many of which menu.
 *
 * @param name as the customer saw it; null: whatever it is called
 */
public record Wish(long menuId, @Nullable String name, int quantity) {}
