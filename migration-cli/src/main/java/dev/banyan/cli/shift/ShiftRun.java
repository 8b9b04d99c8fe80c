package dev.banyan.cli.shift;

import dev.banyan.control.config.Migration;
import dev.banyan.control.config.Percent;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.evidence.Audit;
import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.fleet.TrafficTotal;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.relocation.Home;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftKind;
import dev.banyan.control.shift.ShiftLostException;
import dev.banyan.control.shift.ShiftState;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.store.StoreUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One run of the protocol, from a locked journal entry to its end. Used by one thread. */
final class ShiftRun {
    private static final Duration ACKNOWLEDGE = Duration.ofSeconds(5);

    private static final Duration TEST_FENCE = Duration.ofSeconds(10);
    private static final Duration CONFIRM = Duration.ofSeconds(60);

    private final Migration migration;
    private final ControlStore store;
    private final ShiftJournal journal;
    private final Fleet fleet;
    private final ProxyRound proxies;
    private final String actor;
    private final ShiftListener listener;
    private final JournalSteps steps;
    private final long begun;
    private final List<String> notes = new ArrayList<>();

    /** On the sessions of the hold; null before it. */
    private @Nullable WriterFlip writers;

    ShiftRun(Migration migration, ControlStore store, String actor, ShiftListener listener, long begunNanos) {
        this.migration = migration;
        this.store = store;
        this.journal = new ShiftJournal(store);
        this.fleet = new Fleet(store);
        this.proxies = new ProxyRound(fleet, migration.proxy().token());
        this.actor = actor;
        this.listener = listener;
        this.steps = new JournalSteps(journal, listener);
        this.begun = begunNanos;
    }

    /** From PREPARING to the end. */
    ShiftReport go(Shift shift) {
        Shift last = shift;
        listener.stepped(shift);
        try {
            Phase phase = new Phases(store).find(shift.phase()).orElseThrow();
            List<String> reasons = judge(phase, shift);
            if (!reasons.isEmpty()) {
                journal.abort(shift, actor, "Refused: " + String.join(" ", reasons));
                throw new ShiftRefusedException(reasons);
            }
            if (phase.definition().feed()) {
                return confirm(steps.take(last, ShiftState.COMMITTED, journal::commitReads));
            }
            try (FencePair fences = openFences(phase, shift)) {
                CalmMoment calm = new CalmMoment(phase.definition().hold().deadline(), CalmMoment.PATIENCE);
                testStreams(calm, phase, last, fences, "");
                last = arm(last);
                calm.ofAnswers(phase.name(), fleet).ifPresent(this::note);
                // answers may have taken their time to be quick
                testStreams(calm, phase, last, fences, " right before the hold");
                return decide(last, phase, fences);
            }
        } catch (ShiftFailedException | StoreUnavailableException e) {
            return abort(last, String.valueOf(e.getMessage()));
        } catch (ShiftLostException e) {
            return lost(e);
        }
    }

    /** From the hold to the end. While writes wait, no log-in is waited for, be it to move them or to let them go. */
    private ShiftReport decide(Shift armed, Phase phase, FencePair fences) {
        WriterFlip flip = new WriterFlip(store, phase, fences);
        writers = flip;
        Shift committed;
        try {
            Shift held = hold(armed, phase);
            flip.refuse(held).ifPresent(this::note);
            Shift fenced = fence(held, fences);
            Patience.checkInterrupted();
            flip.open(fenced);
            committed = steps.take(fenced, ShiftState.COMMITTED, journal::commit);
        } catch (ShiftFailedException | StoreUnavailableException e) {
            return abort(armed, String.valueOf(e.getMessage()));
        } catch (ShiftLostException e) {
            return lost(e);
        }
        return confirm(committed);
    }

    /** Finishes a shift that was taken over. */
    ShiftReport finish(Shift shift) {
        if (shift.state() == ShiftState.COMMITTED) {
            listener.said("Shift " + shift.id() + " was committed: confirming it.");
            settleWriters(shift);
            return confirm(shift);
        }
        return abort(shift, "Its coordinator left it in state " + shift.state() + ".");
    }

    private List<String> judge(Phase phase, Shift shift) {
        say("Prepare: shift " + shift.id() + " of '" + shift.phase() + "', " + Percent.text(shift.from()) + " -> "
                + Percent.text(shift.to()) + ".");
        ShiftGates.Judgement judgement = ShiftGates.judge(new FactReader(store, migration).read(phase));
        notes.addAll(judgement.notes());
        journal.note(shift, actor, "evidence: " + String.join("; ", judgement.notes()));
        if (shift.kind() != ShiftKind.ROLLBACK) {
            return judgement.reasons();
        }
        // Rollback is for when things are bad: what could only be worse by staying is noted, not required.
        boolean withoutStreams = shift.acceptMissing() || phase.definition().feed();
        List<String> needed = withoutStreams ? judgement.proxyReasons() : judgement.mechanicalReasons();
        judgement.reasons().stream().filter(reason -> !needed.contains(reason)).forEach(reason -> {
            notes.add("noted: " + reason);
            say("  noted, not required for a rollback: " + reason);
        });
        return needed;
    }

    private FencePair openFences(Phase phase, Shift shift) {
        return shift.acceptMissing()
                ? FencePair.openWhatAnswers(migration, home(phase), phase.definition())
                : FencePair.open(migration, home(phase), phase.definition());
    }

    private Home home(Phase phase) {
        return Home.of(migration, new Phases(store).list(), phase.definition());
    }

    /** No hold is begun that would only wait for its deadline; a rollback tries, since staying is worse. */
    private void testStreams(CalmMoment calm, Phase phase, Shift shift, FencePair fences, String when) {
        if (shift.acceptMissing()) {
            return;
        }
        Duration deadline = phase.definition().hold().deadline();
        Duration took = calm.ofStreams(() -> fences.cross(0, TEST_FENCE));
        if (took.compareTo(deadline) > 0 && shift.kind() != ShiftKind.ROLLBACK) {
            throw new ShiftFailedException("A test fence took " + took.toMillis()
                    + " ms to cross both streams, and a hold of '" + phase.name() + "' ends after "
                    + deadline.toMillis()
                    + " ms: no write was held. See: banyan sync status");
        }
        note("a test fence crossed both streams in " + took.toMillis() + " ms" + when);
    }

    private Shift arm(Shift shift) {
        Shift armed = steps.take(shift, ShiftState.ARMED, journal::arm);
        proxies.nudge();
        proxies.awaitAcknowledged(armed.revision(), ACKNOWLEDGE);
        say("  armed: every proxy acknowledged revision " + armed.revision() + ".");
        return armed;
    }

    private Shift hold(Shift armed, Phase phase) {
        Patience.checkInterrupted();
        Duration deadline = phase.definition().hold().deadline();
        Shift held = steps.take(armed, ShiftState.HELD, shift -> journal.hold(shift, deadline));
        long sent = System.nanoTime();
        proxies.nudge();
        proxies.awaitDrained(held.revision(), deadline);
        note("drained in " + millisSince(sent) + " ms");
        return held;
    }

    private Shift fence(Shift held, FencePair fences) {
        if (held.acceptMissing()) {
            String missing = fences.leaveBehind(held.id());
            note("no fence was awaited: changes that the service's database had not yet sent over may be missing. "
                    + missing);
            return steps.take(
                    held, ShiftState.FENCED, shift -> journal.fenced(shift, "accepted missing changes. " + missing));
        }
        Duration left = Duration.between(store.now(), held.deadline());
        Duration took = fences.cross(held.id(), left);
        long unsettled = fences.unsettled();
        if (unsettled > 0) {
            throw new ShiftFailedException(
                    unsettled
                            + " rows are in quarantine or wait to be sent back. See: banyan sync quarantine list, banyan sync conflicts");
        }
        String detail = "both streams drained in " + took.toMillis() + " ms";
        note(detail);
        return steps.take(held, ShiftState.FENCED, shift -> journal.fenced(shift, detail));
    }

    private ShiftReport confirm(Shift committed) {
        say("  committed: revision " + committed.revision() + " gives the moving cohorts to the "
                + committed.newOwner().name().toLowerCase(Locale.ROOT) + ".");
        try {
            return patiently(committed);
        } catch (ShiftFailedException | StoreUnavailableException e) {
            note("committed, not yet confirmed: " + e.getMessage() + " Run: banyan phase resume " + committed.phase());
            return report(committed, "COMMITTED", holdMillisOrZero(committed), 0);
        } catch (ShiftLostException e) {
            return lost(e);
        }
    }

    /** Confirms; when the control store goes away meanwhile, once more from the start as soon as it is back. */
    private ShiftReport patiently(Shift committed) {
        try {
            return confirmed(committed);
        } catch (StoreUnavailableException e) {
            say("  the control store is away; confirming once it is back.");
            return confirmed(steps.reread(committed.id()));
        }
    }

    private ShiftReport confirmed(Shift committed) {
        proxies.nudge();
        List<String> countedOut = proxies.awaitConfirmed(committed.revision(), CONFIRM);
        if (!countedOut.isEmpty()) {
            note("counted out as silent: " + countedOut);
        }
        long holdMillis = holdMillis(committed);
        PhaseDefinition phase =
                new Phases(store).find(committed.phase()).orElseThrow().definition();
        new TrafficConfirmation(fleet, phase).await(committed).forEach(this::note);
        long held = heldRequests(committed);
        Shift done = steps.take(committed, ShiftState.DONE, shift -> journal.done(shift, String.join("; ", notes)));
        proxies.nudge();
        return report(done, "DONE", holdMillis, held);
    }

    /**
     * Ends a shift at the old owner, unless it turns out to be committed. The old owner's writers are let in before proxies let their
     * writes go there: before the abort where nobody can commit any more, right after it where a commit whose reply was lost may
     * still come.
     */
    private ShiftReport abort(Shift shift, String reason) {
        boolean interrupted = Thread.interrupted(); // the abort itself must not be interrupted
        try {
            Shift now = steps.reread(shift.id());
            if (now.state() == ShiftState.COMMITTED && now.token().equals(shift.token())) {
                return confirm(now);
            }
            if (now.state() == ShiftState.ABORTED) {
                settleWriters(now);
                return released(now, String.valueOf(now.outcome()));
            }
            if (now.state().ended() || !now.token().equals(shift.token())) {
                return lost(new ShiftLostException(now, "ABORTED"));
            }
            boolean letIn = now.state() == ShiftState.HELD;
            if (letIn) {
                letBackIn(now);
            }
            Shift aborted = journal.abort(now, actor, reason);
            if (letIn) {
                proxies.nudge(); // what is left to settle need not be waited for
            }
            settleWriters(aborted);
            return released(aborted, reason);
        } catch (StoreUnavailableException | ShiftFailedException e) {
            note("the abort could not be confirmed: " + e.getMessage()
                    + " Proxies abort by themselves past the deadline." + " Run: banyan phase resume " + shift.phase());
            return report(shift, "ABORTED", 0, 0);
        } catch (ShiftLostException e) {
            return lost(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits until every proxy has let the writes go at the old owner. */
    private ShiftReport released(Shift aborted, String reason) {
        proxies.nudge();
        long hold = 0;
        if (aborted.heldAt() != null) {
            proxies.awaitConfirmed(aborted.revision(), CONFIRM);
            hold = holdMillis(aborted);
        }
        note("aborted, nothing moved: " + reason);
        return report(aborted, "ABORTED", hold, heldRequests(aborted));
    }

    private void letBackIn(Shift held) {
        if (writers == null || !writers.back(held)) {
            WriterFlip.anew(migration, store, held, flip -> flip.back(held));
        }
    }

    private void settleWriters(Shift decided) {
        if (writers == null || !writers.settle()) {
            WriterFlip.anew(migration, store, decided, WriterFlip::settle);
        }
    }

    private ShiftReport lost(ShiftLostException e) {
        Shift now = e.now();
        settleWriters(now);
        note(String.valueOf(e.getMessage()));
        try {
            if (now.state() == ShiftState.ABORTED && now.revision() == new Revisions(store).newestNumber()) {
                return released(now, String.valueOf(now.outcome())); // somebody aborted it just now, past its deadline
            }
        } catch (StoreUnavailableException | ShiftFailedException unknown) {
            note("how long writes were held is not known: " + unknown.getMessage());
        }
        return report(
                now,
                now.state() == ShiftState.DONE
                        ? "DONE"
                        : now.state().undecided() ? "ABORTED" : now.state().name(),
                0,
                0);
    }

    private long heldRequests(Shift shift) {
        if (shift.heldAt() == null) {
            return 0;
        }
        Duration sinceHold = Duration.between(shift.heldAt(), store.now()).plusSeconds(1);
        return fleet.traffic(shift.phase(), sinceHold, 0).stream()
                .mapToLong(TrafficTotal::held)
                .sum();
    }

    private long holdMillisOrZero(Shift shift) {
        try {
            return holdMillis(shift);
        } catch (StoreUnavailableException e) {
            return 0;
        }
    }

    private long holdMillis(Shift shift) {
        Instant heldAt = shift.heldAt();
        if (heldAt == null) {
            return 0; // reads alone moved
        }
        return Duration.between(heldAt, proxies.lastAt(shift.revision(), heldAt))
                .toMillis();
    }

    private ShiftReport report(Shift shift, String outcome, long holdMillis, long held) {
        long millis = millisSince(begun);
        say("  " + outcome + ": " + Percent.text(shift.from()) + " -> " + Percent.text(shift.to())
                + ", writes held for " + holdMillis + " ms, " + held + " waited.");
        try {
            new Audit(store)
                    .record(
                            actor,
                            shift.kind().name(),
                            shift.phase(),
                            outcome + " " + Percent.text(shift.from()) + " -> " + Percent.text(shift.to()) + ": "
                                    + String.join("; ", notes));
        } catch (StoreUnavailableException e) {
            note("the audit line could not be stored: " + e.getMessage());
        }
        return new ShiftReport(
                shift.id(),
                shift.phase(),
                shift.kind(),
                shift.from(),
                shift.to(),
                outcome,
                holdMillis,
                held,
                millis,
                notes);
    }

    private void note(String words) {
        notes.add(words);
        say("  " + words);
    }

    private void say(String line) {
        listener.said(line);
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
