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

    /**
     * SYNCING or SYNCED -> PLANNED, and notes that sync has to clean up behind it, whether it runs now or not.
     *
     * @return whether the phase was in a state that allows it
     */
    public static boolean cancel(Handle handle, String name) {
        String found = " FROM phase WHERE name = ? AND state IN ('SYNCING', 'SYNCED') AND split = 0";
        handle.execute(
                "INSERT INTO cancelled_phase (name, definition) SELECT name, definition" + found + " FOR UPDATE", name);
        return handle.execute("DELETE" + found, name) == 1;
    }

    /** Cancelled phases that have not been cleaned up, the oldest first. */
    public List<CancelledPhase> cancelled() {
        return store.read(handle -> handle.createQuery("SELECT id, definition FROM cancelled_phase ORDER BY id")
                .map((rs, context) -> new CancelledPhase(
                        rs.getLong("id"), Json.read(rs.getString("definition"), PhaseDefinition.class)))
                .list());
    }

    /** Nothing is left of a cancelled phase: one of its name may run. */
    public void cleanedUp(CancelledPhase cancelled) {
        store.transaction(handle -> handle.execute("DELETE FROM cancelled_phase WHERE id = ?", cancelled.id()));
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

    /**
     * Ends what goes on after a COMPLETE phase with {@code after: sync}: its frozen definition says {@code after: keep} from now on.
     *
     * @return whether the phase was COMPLETE, with this definition
     */
    public static boolean endSync(Handle handle, Phase phase) {
        // Compared as definitions, not as text: sets in it have no order.
        boolean same = handle.createQuery("SELECT * FROM phase WHERE name = ? FOR UPDATE")
                .bind(0, phase.name())
                .map((rs, context) -> phase(rs))
                .findOne()
                .filter(now ->
                        now.state() == PhaseState.COMPLETE && now.definition().equals(phase.definition()))
                .isPresent();
        if (same) {
            handle.execute(
                    "UPDATE phase SET definition = ? WHERE name = ?",
                    Json.write(phase.definition().withAfter(PhaseDefinition.After.KEEP)),
                    phase.name());
        }
        return same;
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
