package dev.banyan.ruby.owner;

import dev.banyan.ruby.web.Requests;
import org.jspecify.annotations.Nullable;

/** What shall be otherwise with an owner; null: stays as it is. */
record OwnerChange(
        @Nullable String name,
        @Nullable String phone,
        @Nullable String businessNumber) {

    OwnerChange {
        name = Requests.optionalText("name", name, 50);
        phone = Requests.optionalText("phone", phone, 20);
        businessNumber = Requests.optionalText("businessNumber", businessNumber, 12);
    }
}
