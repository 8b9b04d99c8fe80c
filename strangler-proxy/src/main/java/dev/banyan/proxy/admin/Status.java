package dev.banyan.proxy.admin;

import dev.banyan.control.routing.ShiftInForce;
import dev.banyan.proxy.control.ControlLoop;
import dev.banyan.proxy.routing.CurrentTable;
import dev.banyan.proxy.routing.RoutingTable;
import dev.banyan.proxy.shift.HoldQueue;
import dev.banyan.proxy.shift.InFlight;
import dev.banyan.proxy.shift.Lease;
import dev.banyan.proxy.shift.StoreContact;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a proxy says of itself. */
public record Status(
        String id,
        CurrentTable tables,
        ControlLoop control,
        Lease lease,
        StoreContact contact,
        HoldQueue holds,
        InFlight inFlight) {
    boolean ready() {
        return tables.get() != null;
    }

    Map<String, @Nullable Object> report() {
        RoutingTable table = tables.get();
        Map<String, @Nullable Object> said = new LinkedHashMap<>();
        said.put("id", id);
        said.put("revision", table == null ? null : table.revision().number());
        said.put("refusal", control.refusal());
        said.put("leaseMillis", lease.left().toMillis());
        said.put("storeContactMillis", contact.age().map(Duration::toMillis).orElse(null));
        said.put("writesAllowed", contact.writesAllowed());
        said.put("waiting", holds.waiting());
        Map<String, @Nullable Object> phases = new LinkedHashMap<>();
        if (table != null) {
            table.phases().forEach((name, routing) -> {
                Map<String, @Nullable Object> phase = new LinkedHashMap<>();
                ShiftInForce shift = routing.shift();
                phase.put("service", routing.service());
                phase.put("split", routing.split());
                phase.put("shift", shift);
                phase.put("inFlight", inFlight.count(name));
                phases.put(name, phase);
            });
        }
        said.put("phases", phases);
        return said;
    }
}
