package dev.banyan.relay.web;

import dev.banyan.relay.delivery.RelayedOrder;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * An order to be relayed.
 *
 * @param totalAmount whole won
 */
public record RelayBody(
        @NotNull @Positive Long orderId,
        @NotNull @PositiveOrZero Long totalAmount,
        @NotEmpty List<@NotNull @Valid Line> items) {

    /** A line of it. */
    public record Line(
            @NotBlank @Size(max = 100) String name,
            @NotNull @Positive @Max(9999) Integer quantity) {}

    RelayedOrder order() {
        return new RelayedOrder(
                orderId,
                totalAmount,
                items.stream()
                        .map(line -> new RelayedOrder.Item(line.name(), line.quantity()))
                        .toList());
    }
}
