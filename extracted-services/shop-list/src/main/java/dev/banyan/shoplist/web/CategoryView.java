package dev.banyan.shoplist.web;

import dev.banyan.shoplist.directory.Category;
import org.jspecify.annotations.Nullable;

/** A category as the API shows it. */
public record CategoryView(String code, @Nullable String name) {

    static CategoryView of(Category category) {
        return new CategoryView(category.code(), category.name());
    }
}
