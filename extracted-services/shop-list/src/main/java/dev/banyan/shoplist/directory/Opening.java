package dev.banyan.shoplist.directory;

/** Whether a shop takes orders now. Stored by name. */
public enum Opening {
    OPEN,
    CLOSED;

    public static Opening of(boolean open) {
        return open ? OPEN : CLOSED;
    }
}
