package dev.banyan.shoplist.directory;

import org.jspecify.annotations.Nullable;

/**
 * What kind of food a shop makes.
 *
 * @param code two letters: {@code CK}
 * @param position where it stands among all, smallest first
 */
public record Category(
        String code, @Nullable String name, @Nullable Integer position) {}
