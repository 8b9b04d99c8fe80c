package dev.banyan.relay.delivery;

import org.jspecify.annotations.Nullable;

/**
 * An order as its owner tells it.
 *
 * @param memberId null in guests' orders
 * @param status the owner's word for it
 */
public record PlacedOrder(@Nullable Long memberId, String status, RelayedOrder contents) {

    /** Whether it is paid, and no shop has accepted it yet. */
    public boolean waits() {
        return status.equals("CREATED") || status.equals("RELAYED");
    }
}
