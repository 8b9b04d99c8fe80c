package dev.banyan.ruby.member;

import dev.banyan.ruby.web.Requests;
import org.jspecify.annotations.Nullable;

/** Who wants to become a member. */
record NewMember(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String address) {

    NewMember {
        name = Requests.text("name", name, 50);
        email = Requests.optionalText("email", email, 100);
        phone = Requests.optionalText("phone", phone, 20);
        address = Requests.optionalText("address", address, 200);
    }
}
