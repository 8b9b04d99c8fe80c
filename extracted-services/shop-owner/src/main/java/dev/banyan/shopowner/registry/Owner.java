package dev.banyan.shopowner.registry;

import org.jspecify.annotations.Nullable;

/** An owner as it was when read. Old rows have gaps. */
public record Owner(
        long id,
        @Nullable String name,
        @Nullable String phone,
        @Nullable String businessNumber) {

    /** This owner after a change; equal to this one when the change says nothing new. */
    Owner after(OwnerChange change) {
        return new Owner(
                id,
                change.name() == null ? name : change.name(),
                change.phone() == null ? phone : change.phone(),
                change.businessNumber() == null ? businessNumber : change.businessNumber());
    }
}
