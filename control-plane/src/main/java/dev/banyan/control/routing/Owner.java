package dev.banyan.control.routing;

/** A side of a phase; at any moment each key is owned by exactly one. */
public enum Owner {
    MONOLITH,
    SERVICE;

    public Owner other() {
        return this == MONOLITH ? SERVICE : MONOLITH;
    }
}
