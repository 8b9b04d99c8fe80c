package dev.banyan.ruby.shop;

import dev.banyan.ruby.web.Requests;
import org.jspecify.annotations.Nullable;

/** What shall be otherwise with a shop; null: stays as it is. */
record ShopChange(@Nullable String name, @Nullable Boolean open) {

    ShopChange {
        name = Requests.optionalText("name", name, 100);
    }
}
