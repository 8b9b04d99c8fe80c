package dev.banyan.proxy.control;

import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.fleet.ProxyRegistration;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** This proxy's row in the fleet. For one thread. */
final class Membership {
    private final Fleet fleet;
    private final Identity identity;
    private @Nullable String instance;

    Membership(Fleet fleet, Identity identity) {
        this.fleet = fleet;
        this.identity = identity;
    }

    boolean joined() {
        return instance != null;
    }

    void join() {
        String fresh = UUID.randomUUID().toString();
        fleet.register(new ProxyRegistration(
                identity.id(), fresh, identity.admin(), identity.traffic(), identity.upstreamTimeout()));
        instance = fresh;
    }

    /** As {@link Fleet#beat}; once it is empty the proxy is no member any more. */
    OptionalLong beat(long revision, Duration inForce, long drained, @Nullable String refusal) {
        String now = instance;
        if (now == null) {
            return OptionalLong.empty();
        }
        OptionalLong newest = fleet.beat(identity.id(), now, revision, inForce, drained, refusal);
        if (newest.isEmpty()) {
            instance = null;
        }
        return newest;
    }

    void leave() {
        String now = instance;
        if (now != null) {
            fleet.deregister(identity.id(), now);
            instance = null;
        }
    }
}
