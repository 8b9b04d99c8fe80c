package dev.banyan.cli.shift;

import dev.banyan.control.config.Secret;
import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.fleet.ProxyRecord;
import dev.banyan.control.store.StoreUnavailableException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Brings every registered proxy to a point and waits for its word. */
final class ProxyRound {
    private static final Duration NUDGE_TIMEOUT = Duration.ofMillis(500);

    private final Fleet fleet;
    private final Secret token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(NUDGE_TIMEOUT)
            .build();

    ProxyRound(Fleet fleet, Secret token) {
        this.fleet = fleet;
        this.token = token;
    }

    /** Asks every proxy to look at the control store now. A lost nudge only costs time: proxies poll anyway. */
    void nudge() {
        List<ProxyRecord> all;
        try {
            all = fleet.list();
        } catch (StoreUnavailableException e) {
            return;
        }
        for (ProxyRecord proxy : all) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(proxy.admin() + "/nudge"))
                    .timeout(NUDGE_TIMEOUT)
                    .header("Authorization", "Bearer " + token.value())
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            http.sendAsync(request, HttpResponse.BodyHandlers.discarding()).exceptionally(lost -> null);
        }
    }

    /** Waits until every registered proxy routes by {@code revision} or a later one. */
    void awaitAcknowledged(long revision, Duration atMost) {
        Patience.await(atMost, () -> pending(revision, proxy -> proxy.revision() >= revision, "acknowledged"));
    }

    /** Waits until every registered proxy has answered the writes it had begun before the hold. */
    void awaitDrained(long holdRevision, Duration atMost) {
        Patience.await(
                atMost,
                () -> pending(
                        holdRevision,
                        proxy -> proxy.revision() >= holdRevision && proxy.drained() >= holdRevision,
                        "drained for"));
    }

    /**
     * As {@link #awaitAcknowledged}, but a proxy that has been silent for a lease and its longest upstream time-out is
     * counted out: it has no lease and nothing in flight.
     *
     * @return the proxies that were counted out
     */
    List<String> awaitConfirmed(long revision, Duration atMost) {
        List<String> out = new ArrayList<>();
        Patience.await(atMost, () -> {
            out.clear();
            List<String> missing = new ArrayList<>();
            for (ProxyRecord proxy : fleet.list()) {
                if (proxy.revision() >= revision) {
                    continue;
                }
                Duration silence = fleet.silence(proxy.id()).orElse(Duration.ZERO);
                if (silence.compareTo(Fleet.LEASE.plus(proxy.upstreamTimeout())) > 0) {
                    out.add(proxy.id());
                } else {
                    missing.add(proxy.id());
                }
            }
            return missing.isEmpty() ? null : "not every proxy has confirmed revision " + revision + ": " + missing;
        });
        return out;
    }

    /** When the last of the proxies came to {@code revision}, by the store's clock. */
    Instant lastAt(long revision, Instant otherwise) {
        return fleet.list().stream()
                .filter(proxy -> proxy.revision() >= revision)
                .map(ProxyRecord::revisionAt)
                .max(Instant::compareTo)
                .orElse(otherwise);
    }

    private @Nullable String pending(long revision, Predicate<ProxyRecord> there, String verb) {
        String missing = fleet.list().stream()
                .filter(there.negate())
                .map(proxy -> "'" + proxy.id() + "' (at revision " + proxy.revision()
                        + (proxy.refusal() == null ? "" : ", refuses: " + proxy.refusal()) + ")")
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? null
                : "not " + verb + " revision " + revision + ": proxy " + missing
                        + ". If it is gone for good, run: banyan traffic forget PROXY";
    }
}
