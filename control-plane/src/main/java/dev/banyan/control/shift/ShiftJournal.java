package dev.banyan.control.shift;

import dev.banyan.control.cohort.Cohorts;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.routing.OwnershipChange;
import dev.banyan.control.routing.ParentMovedException;
import dev.banyan.control.routing.PhaseRouting;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.routing.Revisions.Draft;
import dev.banyan.control.routing.RoutingDocument;
import dev.banyan.control.routing.ShiftInForce;
import dev.banyan.control.routing.ShiftInForce.Stage;
import dev.banyan.control.store.ControlStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;

/**
 * The journal of shifts. Every step is one transaction: a compare-and-set on (state, token) of the journal entry, and
 * the revision that goes with it, so that journal and routing never disagree. A step throws {@link ShiftLostException}
 * when another process was there first; a lost reply is resolved by reading the entry.
 */
public final class ShiftJournal {
    /** How long preparing, and being armed, may last before anybody may abort. */
    static final Duration PREPARE_LIMIT = Duration.ofSeconds(60);

    /** How much later others abort an overdue shift whose phase refuses writers than who can let writers in with it. */
    private static final Duration LETTING_IN_FIRST = Duration.ofSeconds(1);

    private static final String LOCK = "monolith";

    private final ControlStore store;

    public ShiftJournal(ControlStore store) {
        this.store = store;
    }

    public Optional<Shift> find(long id) {
        return store.read(handle -> ShiftRows.find(handle, id));
    }

    /** The shift that holds the lock, if any. */
    public Optional<Shift> running() {
        return store.read(ShiftRows::running);
    }

    /** All shifts of a phase, oldest first. */
    public List<Shift> history(String phase) {
        return store.read(handle -> ShiftRows.history(handle, phase));
    }

    /** The newest shift of a phase, however it stands. */
    public Optional<Shift> newest(String phase) {
        return store.read(handle -> ShiftRows.newest(handle, phase));
    }

    /** The newest shift of a phase that moved its boundary, confirmed or not. */
    public Optional<Shift> newestCommitted(String phase) {
        return store.read(handle -> ShiftRows.newestCommitted(handle, phase));
    }

    public List<ShiftEvent> events(long id) {
        return store.read(handle -> ShiftRows.events(handle, id));
    }

    /** Adds a line to the story of a shift without changing its state. */
    public void note(Shift shift, String actor, String detail) {
        store.transaction(handle -> {
            ShiftRows.event(handle, shift.id(), shift.state(), actor, detail);
            return true;
        });
    }

    /**
     * Takes the lock and opens an entry. An undecided shift past its deadline is aborted on the way.
     *
     * @throws ShiftRunningException when another shift runs
     */
    public Shift begin(String phase, ShiftKind kind, int to, String coordinator, boolean acceptMissing) {
        running().filter(other -> other.state().undecided()).ifPresent(other -> endOverdue(other, coordinator));
        try {
            return store.transaction(handle -> {
                Revision newest = Revisions.newest(handle);
                PhaseRouting routing = routing(newest.document(), phase);
                handle.execute(
                        "INSERT INTO shift (phase, kind, split_from, split_to, state, token, coordinator, accept_missing,"
                                + " revision, running_key, deadline_at) VALUES (?,?,?,?,?,?,?,?,?,?,"
                                + " DATE_ADD(UTC_TIMESTAMP(3), INTERVAL ? SECOND))",
                        phase,
                        kind.name(),
                        routing.split(),
                        to,
                        ShiftState.PREPARING.name(),
                        UUID.randomUUID().toString(),
                        coordinator,
                        acceptMissing,
                        newest.number(),
                        LOCK,
                        PREPARE_LIMIT.toSeconds());
                Shift shift = ShiftRows.running(handle).orElseThrow();
                ShiftRows.event(
                        handle, shift.id(), shift.state(), coordinator, kind + " " + shift.from() + " -> " + to);
                return shift;
            });
        } catch (UnableToExecuteStatementException e) {
            Optional<Shift> running = running();
            if (running.isPresent()) {
                throw new ShiftRunningException(running.get());
            }
            throw e;
        }
    }

    /** PREPARING -> ARMED, with the revision that arms the moving cohorts. */
    public Shift arm(Shift shift) {
        return step(shift, ShiftState.ARMED, "every proxy must acknowledge", before -> {
            Draft armed = route(before, shift, shift.from(), Stage.ARMED);
            return (handle, now) -> Fields.of(
                    "revision = ?, deadline_at = DATE_ADD(UTC_TIMESTAMP(3), INTERVAL 60 SECOND)",
                    Revisions.append(handle, armed));
        });
    }

    /** ARMED -> HELD, with the revision that holds the moving cohorts' writes; starts the clock of the hold. */
    public Shift hold(Shift shift, Duration deadline) {
        return step(shift, ShiftState.HELD, "deadline " + deadline.toMillis() + " ms", before -> {
            Draft held = route(before, shift, shift.from(), Stage.HELD);
            return (handle, now) -> Fields.of(
                    "revision = ?, held_at = UTC_TIMESTAMP(3), deadline_at = DATE_ADD(UTC_TIMESTAMP(3), INTERVAL ? MICROSECOND)",
                    Revisions.append(handle, held),
                    deadline.toMillis() * 1000);
        });
    }

    /** HELD -> FENCED: both streams have drained. */
    public Shift fenced(Shift shift, String detail) {
        return step(shift, ShiftState.FENCED, detail, before -> (handle, now) -> Fields.NONE);
    }

    /**
     * FENCED -> COMMITTED: the point of no return. One transaction moves journal, routing and phase.
     *
     * @throws ShiftLostException also when the hold's deadline has passed by the store's clock
     */
    public Shift commit(Shift shift) {
        return step(
                shift,
                ShiftState.COMMITTED,
                "moving cohorts belong to " + shift.newOwner(),
                before -> boundaryMove(before, shift));
    }

    /**
     * PREPARING -> COMMITTED for a phase that shifts reads only: no write is armed, held or fenced.
     *
     * @throws IllegalStateException for a phase that moves writes
     * @throws ShiftLostException also when the deadline has passed by the store's clock
     */
    public Shift commitReads(Shift shift) {
        return step(shift, ShiftState.COMMITTED, "reads alone move", before -> {
            if (!routing(Revisions.newest(before).document(), shift.phase()).readsOnly()) {
                throw new IllegalStateException(
                        "Phase '" + shift.phase() + "' moves writes, which must be held and fenced.");
            }
            return boundaryMove(before, shift);
        });
    }

    /** COMMITTED -> DONE, with the revision that disarms. */
    public Shift done(Shift shift, String outcome) {
        return step(shift, ShiftState.DONE, outcome, before -> {
            Draft disarmed = route(before, shift, shift.to(), null);
            return (handle, now) -> ended(Revisions.append(handle, disarmed), outcome);
        });
    }

    /**
     * Any undecided state -> ABORTED, with the revision that releases at the old owner. Needs the token.
     */
    public Shift abort(Shift shift, String actor, String reason) {
        return step(shift, ShiftState.ABORTED, actor, reason, before -> {
            Draft disarmed = route(before, shift, shift.from(), null);
            return (handle, now) -> released(handle, now, disarmed, reason);
        });
    }

    /**
     * Aborts an undecided shift whose deadline has passed; anybody may. Of a phase that refuses writers, once it holds, only a second later:
     * {@link #abortOverdueLettingIn} goes first. Never waits for another who is at the shift just now, be it for its slow coordinator: ask
     * again, and follow the routing meanwhile.
     *
     * @return whether the shift is aborted now, by this call or an earlier one
     */
    public boolean abortOverdue(Shift shift, String actor) {
        return abortOverdue(shift, actor, LETTING_IN_FIRST, ShiftRows::lockIfFree);
    }

    /**
     * As above and at once, for one who lets the old owner's writers in as soon as this returns true: those that the abort releases
     * would else meet a database that still refuses.
     */
    public boolean abortOverdueLettingIn(Shift shift, String actor) {
        return abortOverdue(shift, actor, Duration.ZERO, ShiftRows::lockIfFree);
    }

    /** As {@link #abortOverdue(Shift, String)}, but whoever is at it is waited for, since a shift is about to begin. */
    private void endOverdue(Shift shift, String actor) {
        abortOverdue(shift, actor, LETTING_IN_FIRST, (handle, id) -> Optional.of(ShiftRows.lock(handle, id)));
    }

    private interface Locking {
        /** @return the entry as it is now; empty when it is not to be had */
        Optional<Shift> of(Handle handle, long id);
    }

    private boolean abortOverdue(Shift shift, String actor, Duration graceOfRefusal, Locking locking) {
        return retrying(() -> store.transaction(handle -> {
            boolean refuses = !graceOfRefusal.isZero() && refusesWriters(handle, shift.phase());
            Draft disarmed = route(handle, shift, shift.from(), null);
            Instant time = ControlStore.now(handle);
            Optional<Shift> locked = locking.of(handle, shift.id());
            if (locked.isEmpty()) {
                return false;
            }
            Shift now = locked.get();
            Duration grace = refuses && now.heldAt() != null ? graceOfRefusal : Duration.ZERO;
            if (!now.state().undecided() || !time.isAfter(now.deadline().plus(grace))) {
                return now.state() == ShiftState.ABORTED;
            }
            String reason = "Past its deadline in state " + now.state() + "; aborted by " + actor + ".";
            move(handle, now, ShiftState.ABORTED, actor, reason, released(handle, now, disarmed, reason));
            return true;
        }));
    }

    /** Hands the shift to another coordinator; the old one's next step fails. */
    public Shift takeOver(Shift shift, String coordinator) {
        return store.transaction(handle -> {
            Shift now = ShiftRows.lock(handle, shift.id());
            if (now.state().ended() || !now.token().equals(shift.token())) {
                throw new ShiftLostException(now, "taken over by " + coordinator);
            }
            set(
                    handle,
                    now,
                    Fields.of("token = ?, coordinator = ?", UUID.randomUUID().toString(), coordinator));
            ShiftRows.event(handle, now.id(), now.state(), coordinator, "taken over from " + now.coordinator());
            return ShiftRows.lock(handle, shift.id());
        });
    }

    private static boolean refusesWriters(Handle handle, String phase) {
        return Phases.find(handle, phase)
                .filter(found -> found.definition().refusesWriters())
                .isPresent();
    }

    /** Of a journal entry, and their values. */
    private record Fields(String assignments, List<Object> values) {
        static final Fields NONE = Fields.of("");

        static Fields of(String assignments, Object... values) {
            return new Fields(assignments, List.of(values));
        }

        Fields and(Fields others) {
            return others.assignments().isEmpty()
                    ? this
                    : new Fields(
                            assignments + ", " + others.assignments(),
                            Stream.concat(values.stream(), others.values().stream())
                                    .toList());
        }
    }

    private interface Change {
        /** @return what becomes of the entry besides its state */
        Fields apply(Handle handle, Shift now);
    }

    /** What can be read and reckoned before the entry is locked: for the entry everybody waits, and writes with them. */
    private interface Preparation {
        Change before(Handle handle);
    }

    private Shift step(Shift shift, ShiftState next, String detail, Preparation preparation) {
        return step(shift, next, shift.coordinator(), detail, preparation);
    }

    private Shift step(Shift shift, ShiftState next, String actor, String detail, Preparation preparation) {
        return retrying(() -> store.transaction(handle -> {
            Change change = preparation.before(handle);
            Shift now = ShiftRows.lock(handle, shift.id());
            if (!now.token().equals(shift.token())
                    || now.state() != shift.state()
                    || !now.state().mayBecome(next)) {
                throw new ShiftLostException(now, next.name());
            }
            move(handle, now, next, actor, detail, change.apply(handle, now));
            return ShiftRows.lock(handle, shift.id());
        }));
    }

    /** An unrelated revision may slip in between reading the newest and storing ours: rebase and go again. */
    private static <T> T retrying(Supplier<T> step) {
        for (int attempt = 0; ; attempt++) {
            try {
                return step.get();
            } catch (ParentMovedException e) {
                if (attempt == 20) {
                    throw e;
                }
            }
        }
    }

    private static void move(Handle handle, Shift now, ShiftState next, String actor, String detail, Fields others) {
        set(handle, now, Fields.of("state = ?", next.name()).and(others));
        ShiftRows.event(handle, now.id(), next, actor, detail);
    }

    private static Change boundaryMove(Handle before, Shift shift) {
        Draft released = route(before, shift, shift.to(), Stage.RELEASED);
        Phase phase = Phases.find(before, shift.phase()).orElseThrow();
        return (handle, now) -> {
            if (ControlStore.now(handle).isAfter(now.deadline())) {
                throw new ShiftLostException(now, "COMMITTED: it is past its deadline, so it");
            }
            long revision = Revisions.append(handle, released);
            if (!Phases.move(handle, phase.name(), phase.state(), stateAt(now.to()), now.to())) {
                throw new ShiftLostException(now, "COMMITTED");
            }
            return Fields.of("revision = ?", revision);
        };
    }

    private static Fields released(Handle handle, Shift now, Draft disarmed, String reason) {
        return ended(now.state() == ShiftState.PREPARING ? now.revision() : Revisions.append(handle, disarmed), reason);
    }

    private static Fields ended(long revision, String outcome) {
        return Fields.of(
                "revision = ?, running_key = NULL, ended_at = UTC_TIMESTAMP(3), outcome = ?",
                revision,
                outcome.length() > 1000 ? outcome.substring(0, 1000) : outcome);
    }

    private static void set(Handle handle, Shift shift, Fields fields) {
        var update = handle.createUpdate("UPDATE shift SET " + fields.assignments() + " WHERE id = ?");
        for (int i = 0; i < fields.values().size(); i++) {
            update.bind(i, fields.values().get(i));
        }
        update.bind(fields.values().size(), shift.id()).execute();
    }

    private static Draft route(Handle handle, Shift shift, int split, @Nullable Stage stage) {
        Revision parent = Revisions.newest(handle);
        PhaseRouting routing = routing(parent.document(), shift.phase());
        ShiftInForce force = stage == null ? null : new ShiftInForce(shift.id(), stage, shift.from(), shift.to());
        RoutingDocument next = parent.document().withPhase(shift.phase(), routing.withShift(split, force));
        List<String> others = OwnershipChange.beyond(parent.document(), next, shift.phase());
        if (!others.isEmpty()) {
            throw new IllegalStateException("A shift of " + shift.phase() + " may not change " + others);
        }
        String reason = shift.kind() + " of " + shift.phase() + ": " + (stage == null ? "disarmed" : stage);
        return Revisions.draft(parent, next, shift.coordinator(), reason, shift.id());
    }

    private static PhaseRouting routing(RoutingDocument document, String phase) {
        PhaseRouting routing = document.phases().get(phase);
        if (routing == null) {
            throw new IllegalStateException(
                    "Phase '" + phase + "' is not routed. Start it with: banyan phase start " + phase);
        }
        return routing;
    }

    private static PhaseState stateAt(int split) {
        if (split == 0) {
            return PhaseState.SYNCED;
        }
        return split == Cohorts.COUNT ? PhaseState.CUT_OVER : PhaseState.SHIFTING;
    }
}
