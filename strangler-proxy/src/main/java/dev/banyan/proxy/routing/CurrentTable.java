package dev.banyan.proxy.routing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The table in force; swapped as a whole. Thread-safe. */
public final class CurrentTable {
    private final AtomicReference<@Nullable RoutingTable> table = new AtomicReference<>();
    private final List<Consumer<RoutingTable>> listeners = new CopyOnWriteArrayList<>();

    /** Null until the first one is loaded. */
    public @Nullable RoutingTable get() {
        return table.get();
    }

    /** Puts the next table in force, then tells the listeners, in this thread. */
    public void swap(RoutingTable next) {
        table.set(next);
        listeners.forEach(listener -> listener.accept(next));
    }

    /** Calls {@code listener} after each swap; it must not block. */
    public void onSwap(Consumer<RoutingTable> listener) {
        listeners.add(listener);
    }
}
