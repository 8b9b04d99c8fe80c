package dev.banyan.review.deliveries;

import dev.banyan.review.orders.DeliveredOrder;
import dev.banyan.review.orders.DeliveredOrders;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The contrast to {@link DeliveryEvents}: the same, told by a call. Repeating it changes nothing. */
@RestController
@ConditionalOnProperty(name = "deliveries.mode", havingValue = "api")
class DeliveryRoutes {

    private final DeliveredOrders delivered;

    DeliveryRoutes(DeliveredOrders delivered) {
        this.delivered = delivered;
    }

    /** The facts of an OrderDelivered. */
    record DeliveredBody(
            @Positive @Nullable Long shopId,
            @Positive @Nullable Long memberId,
            @Nullable BigDecimal amount) {}

    @Operation(summary = "Told by the order service: an order was delivered")
    @ApiResponse(responseCode = "204", description = "Written down, now or before")
    @PostMapping("/api/review-orders/{id}/delivered")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delivered(@PathVariable @Positive long id, @RequestBody @Valid DeliveredBody body) {
        if (body.memberId() != null) {
            delivered.note(new DeliveredOrder(id, body.memberId(), body.shopId()));
        }
    }
}
