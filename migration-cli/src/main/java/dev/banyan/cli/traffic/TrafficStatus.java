package dev.banyan.cli.traffic;

import dev.banyan.cli.session.Session;
import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.fleet.ProxyRecord;
import dev.banyan.control.routing.Revisions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** Every registered proxy and what it routes by. */
@Command(name = "status", description = "Every proxy, and what it routes by.", mixinStandardHelpOptions = true)
final class TrafficStatus implements Callable<Integer> {
    private final Session session;

    TrafficStatus(Session session) {
        this.session = session;
    }

    record View(long revision, Map<String, ProxyLine> proxies) {}

    /**
     * @param behind revisions that it has not taken yet
     * @param leaseAgeMillis since its last beat, by the store's clock
     */
    record ProxyLine(
            State state,
            long revision,
            long behind,
            long leaseAgeMillis,
            String traffic,
            String admin,
            @Nullable String refusal) {}

    enum State {
        CURRENT,
        BEHIND,
        REFUSES,
        SILENT
    }

    @Override
    public Integer call() {
        long newest = new Revisions(session.store()).newest().number();
        Instant now = session.store().now();
        Map<String, ProxyLine> lines = new LinkedHashMap<>();
        new Fleet(session.store()).list().forEach(proxy -> lines.put(proxy.id(), line(proxy, newest, now)));
        session.output().print(new View(newest, lines));
        return 0;
    }

    static ProxyLine line(ProxyRecord proxy, long newest, Instant now) {
        long age = Math.max(0, Duration.between(proxy.beatAt(), now).toMillis());
        long behind = Math.max(0, newest - proxy.revision());
        State state = State.CURRENT;
        if (age > Fleet.LEASE.toMillis()) {
            state = State.SILENT;
        } else if (proxy.refusal() != null) {
            state = State.REFUSES;
        } else if (behind > 0) {
            state = State.BEHIND;
        }
        return new ProxyLine(state, proxy.revision(), behind, age, proxy.traffic(), proxy.admin(), proxy.refusal());
    }
}
