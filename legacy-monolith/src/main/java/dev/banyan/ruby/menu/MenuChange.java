package dev.banyan.ruby.menu;

import dev.banyan.ruby.web.Requests;
import org.jspecify.annotations.Nullable;

/** What shall be otherwise with a menu; null: stays as it is. */
record MenuChange(
        @Nullable String name,
        @Nullable Long price,
        @Nullable Boolean onSale) {

    MenuChange {
        name = Requests.optionalText("name", name, 100);
        if (price != null) {
            Requests.inRange("price", price, 0, NewMenu.HIGHEST_PRICE);
        }
    }
}
