package dev.banyan.ruby.menu;

import dev.banyan.ruby.web.Requests;
import org.jspecify.annotations.Nullable;

/** A menu to be added. */
record NewMenu(@Nullable String name, @Nullable Long price) {

    static final int HIGHEST_PRICE = 10_000_000;

    NewMenu {
        name = Requests.text("name", name, 100);
        Requests.inRange("price", price, 0, HIGHEST_PRICE);
    }

    boolean made(Menu menu) {
        return menu.name().equals(name) && price != null && menu.price() == price;
    }
}
