package dev.banyan.proxy.control;

import dev.banyan.control.routing.ShiftInForce;
import dev.banyan.proxy.routing.RoutingTable;
import dev.banyan.proxy.shift.InFlight;
import java.util.Map;

/** Notices when the writes that were under way before a hold have all been answered. For one thread. */
final class DrainWatch {
    private final InFlight inFlight;
    private long drained;
    private long holding;
    private long mark;
    private String phase = "";
    private ShiftInForce shift = new ShiftInForce(0, ShiftInForce.Stage.RELEASED, 0, 0);

    DrainWatch(InFlight inFlight) {
        this.inFlight = inFlight;
    }

    /** To be called right after a table was put in force. */
    void swapped(RoutingTable table) {
        mark = inFlight.mark();
        holding = 0;
        Map.Entry<String, ShiftInForce> held = table.shift().orElse(null);
        if (held != null && held.getValue().stage() == ShiftInForce.Stage.HELD) {
            holding = table.revision().number();
            phase = held.getKey();
            shift = held.getValue();
        }
    }

    /** Whether a hold is in force and not drained yet. */
    boolean draining() {
        return holding > drained;
    }

    /** Looks again. @return whether the hold has drained just now */
    boolean check() {
        if (draining() && inFlight.drained(mark, phase, shift)) {
            drained = holding;
            return true;
        }
        return false;
    }

    /** The newest hold revision that has drained; 0 for none. */
    long drained() {
        return drained;
    }
}
