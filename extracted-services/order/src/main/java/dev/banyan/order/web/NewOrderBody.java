package dev.banyan.order.web;

import dev.banyan.kit.web.Problem;
import dev.banyan.order.book.PaymentMethod;
import dev.banyan.order.catalogue.Wish;
import dev.banyan.order.checkout.Checkout;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What POST is sent. */
record NewOrderBody(
        @NotNull @Positive Long shopId,

        @NotNull @Size(min = 1, max = 50, message = "must be 1 to 50 menus")
        List<@NotNull @Valid ItemBody> items,

        @NotNull PaymentMethod method,

        @Pattern(regexp = "(?s).{1,200}", message = "must be at most 200 characters") @Nullable
        String memo) {

    /**
     * How many of which menu.
     *
     * @param name as the member saw it; null: whatever it is called
     */
    record ItemBody(
            @NotNull @Positive Long menuId,
            @NotNull @Positive @Max(99) Long qty,

            @Pattern(regexp = "(?s).{1,100}", message = "must be at most 100 characters") @Nullable
            String name) {

        ItemBody {
            name = name == null || name.isBlank() ? null : name.strip();
        }
    }

    NewOrderBody {
        memo = memo == null || memo.isBlank() ? null : memo.strip();
    }

    /**
     * Only of a body that was found valid.
     *
     * @throws Problem when a menu comes twice
     */
    Checkout.Wanted wanted(long memberId, String key) {
        List<Wish> wishes = items.stream()
                .map(item -> new Wish(item.menuId(), item.name(), Math.toIntExact(item.qty())))
                .toList();
        if (wishes.stream().map(Wish::menuId).distinct().count() < wishes.size()) {
            throw Problem.invalid("items must name each menu once");
        }
        return new Checkout.Wanted(memberId, key, shopId, wishes, method, memo);
    }
}
