package dev.banyan.relay.delivery;

import org.jspecify.annotations.Nullable;

/**
 * An order as its owner tells it.
 *
 * @param memberId null in guests' orders
 * @param status the owner's word for it
 */
public record PlacedOrder(@Nullable Long memberId, String status, RelayedOrder contents) {}
