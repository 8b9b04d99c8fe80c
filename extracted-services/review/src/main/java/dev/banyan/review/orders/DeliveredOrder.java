package dev.banyan.review.orders;

import org.jspecify.annotations.Nullable;

/** An order that its member may review. */
public record DeliveredOrder(
        long id, long memberId, @Nullable Long shopId) {}
