package dev.banyan.proxy.control;

import dev.banyan.control.routing.NotDescendedException;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.Revisions;
import dev.banyan.proxy.routing.CurrentTable;
import dev.banyan.proxy.routing.RoutingTable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes revisions into force, or refuses them and says why. For one thread; {@link #refusal()} for all. */
final class TableKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(TableKeeper.class);

    private final Revisions revisions;
    private final CurrentTable tables;
    private final RevisionOnDisk disk;
    private final List<String> monolith;
    private final boolean trustDisk;
    private final LongSupplier nanos;
    private long takenAt;
    private volatile @Nullable String refusal;

    /**
     * @param trustDisk no table is in force that is not on the disk
     * @param nanos the monotonic clock
     */
    TableKeeper(
            Revisions revisions,
            CurrentTable tables,
            RevisionOnDisk disk,
            List<String> monolith,
            boolean trustDisk,
            LongSupplier nanos) {
        this.revisions = revisions;
        this.tables = tables;
        this.disk = disk;
        this.monolith = monolith;
        this.trustDisk = trustDisk;
        this.nanos = nanos;
        this.takenAt = nanos.getAsLong();
    }

    /** The number of the revision in force; -1 without one. */
    long number() {
        RoutingTable table = tables.get();
        return table == null ? -1 : table.revision().number();
    }

    /** How long it has been in force. */
    Duration inForce() {
        return Duration.ofNanos(nanos.getAsLong() - takenAt);
    }

    /** Why the newest revision is not in force; null when it is. */
    @Nullable
    String refusal() {
        return refusal;
    }

    /** Takes the revision on disk into force. @return whether there was one */
    boolean loadDisk() {
        Optional<Revision> saved = disk.load();
        if (saved.isEmpty()) {
            return false;
        }
        try {
            swap(RoutingTable.of(saved.get(), monolith));
            LOG.info("Routing by revision {} from {}.", saved.get().number(), disk.file());
            return true;
        } catch (IllegalArgumentException e) {
            LOG.warn("Revision {} in {} can't be used: {}", saved.get().number(), disk.file(), e.getMessage());
            return false;
        }
    }

    /** What came of looking for newer revisions. */
    enum Advance {
        /** The newest is in force, as it was. */
        CURRENT,
        /** Another table is in force now. */
        TAKEN,
        /** There is a newer one that this proxy does not follow. */
        REFUSED
    }

    /** Asks for newer revisions, and goes on to the newest as far as the rules allow. */
    Advance advance() {
        RoutingTable own = tables.get();
        if (own == null) {
            return take(revisions.newest()) ? Advance.TAKEN : Advance.REFUSED;
        }
        List<Revision> chain;
        try {
            chain = revisions.after(own.revision());
        } catch (NotDescendedException e) {
            refuse(e.getMessage() + " This proxy stays on revision "
                    + own.revision().number() + " (" + disk.file()
                    + "). If the store is the right one, restart the proxy.");
            return Advance.REFUSED;
        }
        if (chain.isEmpty()) {
            refusal = null;
            return Advance.CURRENT;
        }
        Revision last = own.revision();
        Optional<String> why = Optional.empty();
        for (Revision next : chain) {
            why = SuccessionRule.refusal(last, next);
            if (why.isPresent()) {
                break;
            }
            last = next;
        }
        boolean taken = last.number() != own.revision().number() && take(last);
        why.ifPresent(this::refuse);
        return taken ? Advance.TAKEN : Advance.REFUSED;
    }

    private boolean take(Revision revision) {
        RoutingTable table;
        try {
            table = RoutingTable.of(revision, monolith);
        } catch (IllegalArgumentException e) {
            refuse("Revision " + revision.number() + " can't be followed: " + e.getMessage());
            return false;
        }
        Optional<String> unsaved = trustDisk ? save(revision) : Optional.empty();
        if (unsaved.isPresent()) {
            refuse(unsaved.get());
            return false;
        }
        swap(table);
        refusal = null;
        LOG.info("Routing by revision {}: {}", revision.number(), revision.reason());
        if (!trustDisk) {
            save(revision).ifPresent(LOG::warn); // writes that this revision lets go do not wait for the disk
        }
        return true;
    }

    private void swap(RoutingTable table) {
        tables.swap(table);
        takenAt = nanos.getAsLong();
    }

    /** @return why it can't be saved; empty when it is */
    private Optional<String> save(Revision revision) {
        try {
            disk.save(revision);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("Revision " + revision.number() + " can't be saved to " + disk.file() + ": " + e);
        }
    }

    private void refuse(@Nullable String why) {
        String text = String.valueOf(why);
        String shown = text.length() > 1000 ? text.substring(0, 1000) : text;
        if (!shown.equals(refusal)) {
            LOG.error("Refused: {}", shown);
        }
        refusal = shown;
    }
}
