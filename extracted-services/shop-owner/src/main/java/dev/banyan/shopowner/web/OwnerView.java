package dev.banyan.shopowner.web;

import dev.banyan.shopowner.registry.Owner;
import org.jspecify.annotations.Nullable;

/** An owner as the API shows it. */
record OwnerView(
        long id,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String businessNumber) {

    static OwnerView of(Owner owner) {
        return new OwnerView(owner.id(), owner.name(), owner.phone(), owner.businessNumber());
    }
}
