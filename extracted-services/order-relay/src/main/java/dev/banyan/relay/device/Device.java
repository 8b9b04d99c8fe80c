package dev.banyan.relay.device;

import org.jspecify.annotations.Nullable;

/**
 * A device of a shop.
 *
 * @param url its address, or a path under the devices' common one
 * @param priority the lowest is tried first
 * @param active whether orders are offered to it
 */
public record Device(
        long id, long shopId, @Nullable Type type, @Nullable String url, int priority, boolean active) {

    /** What it is. Stored by name. */
    public enum Type {
        PUSH,
        PC,
        TERMINAL
    }
}
