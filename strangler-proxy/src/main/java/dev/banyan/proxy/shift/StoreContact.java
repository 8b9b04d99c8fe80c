package dev.banyan.proxy.shift;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** When the control store last answered. Until it first has, writes wait: the revision on disk may be an old one. */
public final class StoreContact {
    private final LongSupplier nanos;
    private volatile boolean writesAllowed;
    private volatile boolean answered;
    private volatile long last;

    /** @param trustDisk whether writes are allowed before the first contact */
    public StoreContact(LongSupplier nanos, boolean trustDisk) {
        this.nanos = nanos;
        this.writesAllowed = trustDisk;
    }

    public void answered() {
        last = nanos.getAsLong();
        answered = true;
    }

    /** The newest revision of the store is in force: writes may be sent from now on. */
    public void current() {
        writesAllowed = true;
    }

    public boolean writesAllowed() {
        return writesAllowed;
    }

    /** How long ago the store answered; empty when it never has. */
    public Optional<Duration> age() {
        return answered ? Optional.of(Duration.ofNanos(nanos.getAsLong() - last)) : Optional.empty();
    }
}
