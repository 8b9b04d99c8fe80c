package dev.banyan.payment.web;

import dev.banyan.payment.ledger.PaymentMethod;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/**
 * What POST /api/payments is sent.
 *
 * @param amount whole won
 */
public record ChargeBody(
        @NotNull @Positive Long orderId,
        @NotNull @Positive @Max(Integer.MAX_VALUE) Long amount,
        @NotNull PaymentMethod method) {}
