package dev.banyan.ruby.relay;

import org.jspecify.annotations.Nullable;

/**
 * The seam: how a new order reaches its shop, whoever relays. May be repeated with the same key; not to be called inside
 * a transaction.
 */
public interface Relay {

    /**
     * Hands an order over.
     *
     * @param memberId whose it is; null in guests' orders
     * @return how far it got
     * @throws RelayFailure when it is not known to have been taken
     */
    RelayStatus send(long shopId, @Nullable Long memberId, String key, RelayedOrder order) throws RelayFailure;
}
