package dev.banyan.control.fleet;

import dev.banyan.control.routing.Owner;
import dev.banyan.control.store.ControlStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The registered proxies. */
public final class Fleet {
    /** How long a beat entitles a proxy to send writes of armed cohorts, counted from before it was asked for. */
    public static final Duration LEASE = Duration.ofSeconds(3);

    /** How often a proxy renews it. */
    public static final Duration RENEWAL = Duration.ofMillis(500);

    private final ControlStore store;

    public Fleet(ControlStore store) {
        this.store = store;
    }

    /** Enters a proxy, replacing an earlier instance of the same id. It routes by nothing until it says so. */
    public void register(ProxyRegistration proxy) {
        store.transaction(handle -> handle.execute(
                "REPLACE INTO proxy (id, instance, admin, traffic, upstream_timeout_millis, registered_at, beat, beat_at,"
                        + " revision, revision_at, drained) VALUES (?,?,?,?,?,UTC_TIMESTAMP(3),1,UTC_TIMESTAMP(3),-1,UTC_TIMESTAMP(3),0)",
                proxy.id(),
                proxy.instance(),
                proxy.admin(),
                proxy.traffic(),
                proxy.upstreamTimeout().toMillis()));
    }

    /**
     * One beat: renews the lease, says where the proxy is, and learns the number of the newest revision.
     *
     * @param revision the revision it routes by; acknowledges it
     * @param inForce how long it has routed by it
     * @param drained the hold revision it has drained for; 0 for none
     * @return the newest revision's number; empty when the proxy is not registered (it was forgotten or replaced): it
     *     has no lease and must register anew
     */
    public OptionalLong beat(
            String id, String instance, long revision, Duration inForce, long drained, @Nullable String refusal) {
        return store.transaction(handle -> {
            int rows = handle.execute(
                    "UPDATE proxy SET beat = beat + 1, beat_at = UTC_TIMESTAMP(3),"
                            + " revision_at = IF(revision = ?, revision_at,"
                            + " DATE_SUB(UTC_TIMESTAMP(3), INTERVAL ? MICROSECOND)), revision = ?, drained = ?,"
                            + " refusal = ? WHERE id = ? AND instance = ?",
                    revision,
                    inForce.toNanos() / 1000,
                    revision,
                    drained,
                    refusal,
                    id,
                    instance);
            if (rows == 0) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(handle.createQuery("SELECT COALESCE(MAX(number), 0) FROM revision")
                    .mapTo(Long.class)
                    .one());
        });
    }

    public List<ProxyRecord> list() {
        return store.read(Fleet::list);
    }

    public static List<ProxyRecord> list(Handle handle) {
        return handle.createQuery("SELECT * FROM proxy ORDER BY id")
                .map((rs, context) -> proxy(rs))
                .list();
    }

    /** A graceful stop: the instance takes itself off the list. */
    public void deregister(String id, String instance) {
        store.transaction(handle -> handle.execute("DELETE FROM proxy WHERE id = ? AND instance = ?", id, instance));
    }

    /** The operator vouches that a proxy is gone. @return whether it was registered */
    public boolean forget(String id) {
        return store.transaction(handle -> handle.execute("DELETE FROM proxy WHERE id = ?", id)) == 1;
    }

    /** Stores samples of one proxy and lets those older than ten minutes go. */
    public void report(String proxy, List<TrafficSample> samples) {
        store.transaction(handle -> {
            var batch = handle.prepareBatch(
                    "INSERT INTO traffic_sample (proxy, phase, side, revision, requests, keyed, errors, held, wrong_owner,"
                            + " p50_millis, p99_millis) VALUES (?,?,?,?,?,?,?,?,?,?,?)");
            for (TrafficSample sample : samples) {
                batch.add(
                        proxy,
                        sample.phase(),
                        sample.side().name(),
                        sample.revision(),
                        sample.requests(),
                        sample.keyed(),
                        sample.errors(),
                        sample.held(),
                        sample.wrongOwner(),
                        sample.p50Millis(),
                        sample.p99Millis());
            }
            batch.execute();
            handle.execute(
                    "DELETE FROM traffic_sample WHERE proxy = ? AND at < DATE_SUB(UTC_TIMESTAMP(3), INTERVAL 10 MINUTE)",
                    proxy);
            return true;
        });
    }

    /** Adds to the count of a kind of keyless write. */
    public void reportKeyless(String phase, String method, String path, long count) {
        store.transaction(handle -> handle.execute(
                "INSERT INTO keyless_write (phase, method, path, count, last_at) VALUES (?,?,?,?,UTC_TIMESTAMP(3))"
                        + " ON DUPLICATE KEY UPDATE count = count + VALUES(count), last_at = VALUES(last_at)",
                phase,
                method,
                path.length() > 200 ? path.substring(0, 200) : path,
                count));
    }

    /** Keyless writes of a phase seen within {@code window}, most frequent first. */
    public List<KeylessWrite> keylessWrites(String phase, Duration window) {
        return store.read(handle -> handle.createQuery("SELECT method, path, count FROM keyless_write WHERE phase = ?"
                        + " AND last_at > DATE_SUB(UTC_TIMESTAMP(3), INTERVAL ? SECOND) ORDER BY count DESC")
                .bind(0, phase)
                .bind(1, window.toSeconds())
                .map((rs, context) ->
                        new KeylessWrite(rs.getString("method"), rs.getString("path"), rs.getLong("count")))
                .list());
    }

    /** What the whole fleet saw of a phase within {@code window}, by side, routed by {@code sinceRevision} or later. */
    public List<TrafficTotal> traffic(String phase, Duration window, long sinceRevision) {
        return store.read(handle -> handle.createQuery(
                        "SELECT side, SUM(requests) AS requests, SUM(keyed) AS keyed, SUM(errors) AS errors, SUM(held) AS held,"
                                + " SUM(wrong_owner) AS wrong_owner,"
                                + " SUM(p50_millis * requests) / GREATEST(SUM(requests), 1) AS p50,"
                                + " SUM(p99_millis * requests) / GREATEST(SUM(requests), 1) AS p99"
                                + " FROM traffic_sample WHERE phase = ? AND revision >= ?"
                                + " AND at > DATE_SUB(UTC_TIMESTAMP(3), INTERVAL ? SECOND) GROUP BY side")
                .bind(0, phase)
                .bind(1, sinceRevision)
                .bind(2, window.toSeconds())
                .map((rs, context) -> new TrafficTotal(
                        Owner.valueOf(rs.getString("side")),
                        rs.getLong("requests"),
                        rs.getLong("keyed"),
                        rs.getLong("errors"),
                        rs.getLong("held"),
                        rs.getLong("wrong_owner"),
                        rs.getDouble("p50"),
                        rs.getDouble("p99")))
                .list());
    }

    /** Whether a proxy has been silent long enough to be counted out: a lease plus its longest upstream time-out. */
    public Optional<Duration> silence(String id) {
        return store.read(handle -> handle.createQuery(
                        "SELECT TIMESTAMPDIFF(MICROSECOND, beat_at, UTC_TIMESTAMP(3)) AS silent FROM proxy WHERE id = ?")
                .bind(0, id)
                .map((rs, context) -> Duration.ofNanos(rs.getLong("silent") * 1000))
                .findOne());
    }

    private static ProxyRecord proxy(ResultSet rs) throws SQLException {
        return new ProxyRecord(
                rs.getString("id"),
                rs.getString("instance"),
                rs.getString("admin"),
                rs.getString("traffic"),
                Duration.ofMillis(rs.getLong("upstream_timeout_millis")),
                ControlStore.instant(rs, "registered_at"),
                rs.getLong("beat"),
                ControlStore.instant(rs, "beat_at"),
                rs.getLong("revision"),
                ControlStore.instant(rs, "revision_at"),
                rs.getLong("drained"),
                rs.getString("refusal"));
    }
}
