package dev.banyan.ruby.menu;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A menu of a shop.
 *
 * @param price in won
 * @param previousName what it was called before the last rename; customers may still have that on their screens
 */
public record Menu(
        long id,
        long shopId,
        String name,
        int price,
        boolean onSale,
        @Nullable String previousName,

        @JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss") @Nullable
        LocalDateTime renamedAt,

        List<Option> options) {

    /** What the menu can be ordered with, and what that costs more. */
    public record Option(long id, @Nullable String name, int price, boolean onSale) {}

    public Menu {
        options = List.copyOf(options);
    }

    /** Whether a customer may order it by this name. */
    public boolean isCalled(String seen) {
        return seen.equals(name) || seen.equals(previousName);
    }

    Menu withOptions(List<Option> newOptions) {
        return new Menu(id, shopId, name, price, onSale, previousName, renamedAt, newOptions);
    }
}
