package dev.banyan.menu.catalog;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A menu of a shop as it was when read. Old rows have gaps.
 *
 * @param formerName what it was called before its last renaming; customers may still have that name before their eyes
 * @param renamedAt local wall time, whole seconds, like all times here
 */
public record Menu(
        long id,
        long shopId,
        @Nullable String name,
        @Nullable String formerName,
        @Nullable LocalDateTime renamedAt,
        @Nullable BigDecimal price,
        @Nullable Availability availability,
        @Nullable LocalDateTime createdAt,
        @Nullable LocalDateTime updatedAt,
        List<MenuOption> options) {
    public Menu {
        options = List.copyOf(options);
    }

    /** This menu after a change; equal to this one when the change says nothing new. A first name is no renaming. */
    Menu after(MenuChange change, LocalDateTime now) {
        String newName = change.name() == null ? name : change.name();
        boolean renamed = name != null && !name.equals(newName);
        BigDecimal newPrice = change.price() == null ? price : change.price();
        boolean repriced = newPrice != null && (price == null || newPrice.compareTo(price) != 0);
        Availability newAvailability = change.availability() == null ? availability : change.availability();
        if (Objects.equals(newName, name) && !repriced && newAvailability == availability) {
            return this;
        }
        return new Menu(
                id,
                shopId,
                newName,
                renamed ? name : formerName,
                renamed ? now : renamedAt,
                repriced ? newPrice : price,
                newAvailability,
                createdAt,
                now,
                options);
    }

    /** Whether this is what such a request made; of a menu that was changed since, nobody can tell, and it counts. */
    boolean cameFrom(NewMenu wanted) {
        boolean changed = renamedAt != null || !Objects.equals(createdAt, updatedAt);
        return changed
                || (wanted.name().equals(name)
                        && price != null
                        && wanted.price().compareTo(price) == 0);
    }
}
