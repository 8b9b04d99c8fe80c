package dev.banyan.control.phase;

import dev.banyan.control.cohort.KeyRule;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.store.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The started phases. A phase that was never started, or was cancelled, has no row: it is PLANNED. */
public final class Phases {
    private final ControlStore store;

    public Phases(ControlStore store) {
        this.store = store;
    }

    public Optional<Phase> find(String name) {
        return store.read(handle -> find(handle, name));
    }

    public static Optional<Phase> find(Handle handle, String name) {
        return handle.createQuery("SELECT * FROM phase WHERE name = ?")
                .bind(0, name)
                .map((rs, context) -> phase(rs))
                .findOne();
    }

    public List<Phase> list() {
        return store.read(handle -> handle.createQuery("SELECT * FROM phase ORDER BY started_at, name")
                .map((rs, context) -> phase(rs))
                .list());
    }

    /** PLANNED -> SYNCING: freezes the definition. Inside a transaction of the caller's; a phase that runs already fails on its key. */
    public static void start(Handle handle, PhaseDefinition definition, @Nullable KeyRule keyRule, String by) {
        handle.execute(
                "INSERT INTO phase (name, state, definition, key_rule, started_by) VALUES (?,?,?,?,?)",
                definition.name(),
                PhaseState.SYNCING.name(),
                Json.write(definition),
                keyRule == null ? null : keyRule.name(),
                by);
    }

    /** SYNCING or SYNCED -> PLANNED. @return whether the phase was in a state that allows it */
    public static boolean cancel(Handle handle, String name) {
        return handle.execute("DELETE FROM phase WHERE name = ? AND state IN ('SYNCING', 'SYNCED') AND split = 0", name)
                == 1;
    }

    /**
     * Moves a phase, as a compare-and-set on its state.
     *
     * @return whether it was in {@code from}
     * @throws IllegalArgumentException when the life cycle has no such move
     */
    public static boolean move(Handle handle, String name, PhaseState from, PhaseState to, int split) {
        if (!from.mayBecome(to)) {
            throw new IllegalArgumentException("A phase can't go from " + from + " to " + to + ".");
        }
        return handle.execute(
                        "UPDATE phase SET state = ?, split = ?, changed_at = UTC_TIMESTAMP(3) WHERE name = ? AND state = ?",
                        to.name(),
                        split,
                        name,
                        from.name())
                == 1;
    }

    /** As the static {@link #move(Handle, String, PhaseState, PhaseState, int)}, in a transaction of its own. */
    public boolean move(String name, PhaseState from, PhaseState to, int split) {
        return store.transaction(handle -> move(handle, name, from, to, split));
    }

    private static Phase phase(ResultSet rs) throws SQLException {
        String keyRule = rs.getString("key_rule");
        return new Phase(
                rs.getString("name"),
                PhaseState.valueOf(rs.getString("state")),
                rs.getInt("split"),
                Json.read(rs.getString("definition"), PhaseDefinition.class),
                keyRule == null ? null : KeyRule.valueOf(keyRule),
                ControlStore.instant(rs, "changed_at"));
    }
}
