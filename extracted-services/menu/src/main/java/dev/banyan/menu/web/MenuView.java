package dev.banyan.menu.web;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.banyan.menu.catalog.Availability;
import dev.banyan.menu.catalog.Menu;
import dev.banyan.menu.catalog.MenuOption;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A menu as the API shows it.
 *
 * @param price whole won
 * @param renamedAt local wall time
 */
public record MenuView(
        long id,
        long shopId,
        String name,
        long price,
        boolean onSale,
        @Nullable String previousName,

        @JsonFormat(pattern = "yyyy-MM-dd'T'HH:mm:ss") @Nullable
        LocalDateTime renamedAt,

        List<OptionView> options) {

    /**
     * An option as the API shows it.
     *
     * @param price what it adds, in whole won
     */
    public record OptionView(long id, @Nullable String name, long price, boolean onSale) {

        static OptionView of(MenuOption option) {
            return new OptionView(
                    option.id(),
                    option.name(),
                    won(option.extraPrice()),
                    option.availability() == Availability.ON_SALE);
        }
    }

    static MenuView of(Menu menu) {
        return new MenuView(
                menu.id(),
                menu.shopId(),
                String.valueOf(menu.name()),
                won(menu.price()),
                menu.availability() == Availability.ON_SALE,
                menu.formerName(),
                menu.renamedAt(),
                menu.options().stream().map(OptionView::of).toList());
    }

    private static long won(@Nullable BigDecimal amount) {
        return amount == null ? 0 : amount.longValue();
    }
}
