package dev.banyan.ruby.order;

import dev.banyan.ruby.payment.PaymentMethod;
import dev.banyan.ruby.web.InvalidRequest;
import dev.banyan.ruby.web.Requests;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a member wants to eat and how they pay. */
record NewOrder(
        @Nullable Long shopId,
        @Nullable List<Line> items,
        @Nullable String method,
        @Nullable String memo) {

    private static final int MOST_LINES = 50;

    /**
     * How many of which menu.
     *
     * @param name as the member saw it; null: whatever it is called
     */
    record Line(
            @Nullable Long menuId,
            @Nullable Long qty,
            @Nullable String name) {

        Line {
            Requests.inRange("menuId", menuId, 1, Long.MAX_VALUE);
            Requests.inRange("qty", qty, 1, 99);
            name = Requests.optionalText("name", name, 100);
        }

        long menu() {
            return Requests.inRange("menuId", menuId, 1, Long.MAX_VALUE);
        }

        int quantity() {
            return Math.toIntExact(Requests.inRange("qty", qty, 1, 99));
        }
    }

    NewOrder {
        Requests.inRange("shopId", shopId, 1, Long.MAX_VALUE);
        Requests.oneOf("method", method, PaymentMethod.class);
        memo = Requests.optionalText("memo", memo, 200);
        items = checked(items);
    }

    long shop() {
        return Requests.inRange("shopId", shopId, 1, Long.MAX_VALUE);
    }

    List<Line> lines() {
        return items == null ? List.of() : items;
    }

    PaymentMethod paymentMethod() {
        return Requests.oneOf("method", method, PaymentMethod.class);
    }

    private static List<Line> checked(@Nullable List<Line> lines) {
        if (lines == null || lines.isEmpty() || lines.size() > MOST_LINES) {
            throw new InvalidRequest("items must be 1 to " + MOST_LINES + " menus.");
        }
        Set<Long> menus = new HashSet<>();
        for (Line line : lines) {
            if (line == null || !menus.add(line.menu())) {
                throw new InvalidRequest("items must name each menu once.");
            }
        }
        return List.copyOf(lines);
    }
}
