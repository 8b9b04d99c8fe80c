package dev.banyan.proxy.traffic;

import dev.banyan.proxy.metrics.TrafficMeters;
import dev.banyan.proxy.routing.CurrentTable;
import dev.banyan.proxy.shift.HoldQueue;
import dev.banyan.proxy.shift.InFlight;
import dev.banyan.proxy.shift.Lease;
import dev.banyan.proxy.shift.StoreContact;
import java.time.Duration;

/**
 * What a request meets on its way.
 *
 * @param sideHeader whether answers of routed phases say which side of which phase gave them
 */
public record Road(
        CurrentTable tables,
        InFlight inFlight,
        HoldQueue holds,
        Lease lease,
        StoreContact contact,
        TrafficMeters meters,
        Upstreams upstreams,
        Duration upstreamTimeout,
        boolean sideHeader) {}
