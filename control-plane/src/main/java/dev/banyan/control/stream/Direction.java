package dev.banyan.control.stream;

import dev.banyan.control.routing.Owner;

/** Which way a stream carries changes. */
public enum Direction {
    /** Monolith to service. */
    FORWARD,
    /** Service to monolith. */
    REVERSE;

    /** The side whose binlog it reads. */
    public Owner source() {
        return this == FORWARD ? Owner.MONOLITH : Owner.SERVICE;
    }

    public Direction opposite() {
        return this == FORWARD ? REVERSE : FORWARD;
    }
}
