package dev.banyan.control.phase;

import dev.banyan.control.store.ControlStore;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Since when each site's server gives ids by the interleave rule. The rule is a session variable that new sessions copy
 * from the global one: sessions opened before {@code doctor --fix} set it still give ids of any parity.
 */
public final class IdRules {
    private final ControlStore store;

    public IdRules(ControlStore store) {
        this.store = store;
    }

    /**
     * @param connectionId the server's connection id when the rule was set: lower ids are older sessions
     * @param serverStarted when that server process started (to the second); ids start anew with the server
     */
    public record Since(long connectionId, Instant serverStarted) {}

    public void record(String site, Since since) {
        store.transaction(handle -> handle.execute(
                "REPLACE INTO id_rule (site, connection_id, server_started) VALUES (?,?,?)",
                site,
                since.connectionId(),
                // as text: a bound time would be moved by this process's time zone
                LocalDateTime.ofInstant(since.serverStarted(), ZoneOffset.UTC)
                        .toString()
                        .replace('T', ' ')));
    }

    public Optional<Since> find(String site) {
        return store.read(handle -> handle.createQuery("SELECT * FROM id_rule WHERE site = ?")
                .bind(0, site)
                .map((rs, context) ->
                        new Since(rs.getLong("connection_id"), ControlStore.instant(rs, "server_started")))
                .findOne());
    }
}
