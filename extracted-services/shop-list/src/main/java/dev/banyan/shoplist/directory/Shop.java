package dev.banyan.shoplist.directory;

import org.jspecify.annotations.Nullable;

/**
 * A shop as it was when read. Old rows have gaps.
 *
 * @param categoryCode of a {@link Category}, mostly; old shops have codes of their own
 */
public record Shop(
        long id,
        @Nullable Long ownerId,
        @Nullable String name,
        @Nullable String categoryCode,
        @Nullable Opening opening,
        Location location) {

    /** This shop after a change; equal to this one when the change says nothing new. */
    Shop after(ShopChange change) {
        return new Shop(
                id,
                ownerId,
                change.name() == null ? name : change.name(),
                categoryCode,
                change.opening() == null ? opening : change.opening(),
                location);
    }
}
