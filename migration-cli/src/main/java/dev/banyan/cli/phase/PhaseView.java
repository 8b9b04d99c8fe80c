package dev.banyan.cli.phase;

import dev.banyan.cli.session.Session;
import dev.banyan.control.config.Percent;
import dev.banyan.control.config.PhaseDefinition;
import dev.banyan.control.evidence.Evidence;
import dev.banyan.control.evidence.VerifyResult;
import dev.banyan.control.fleet.Fleet;
import dev.banyan.control.fleet.KeylessWrite;
import dev.banyan.control.fleet.ProxyRecord;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.routing.Revisions;
import dev.banyan.control.shift.Shift;
import dev.banyan.control.shift.ShiftEvent;
import dev.banyan.control.shift.ShiftJournal;
import dev.banyan.control.shift.ShiftKind;
import dev.banyan.control.shift.ShiftState;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamRecord;
import dev.banyan.control.stream.StreamStatus;
import dev.banyan.control.stream.Streams;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All that {@code phase show} tells. */
record PhaseView(
        String phase,
        PhaseDefinition.Kind kind,
        PhaseState state,
        String split,
        String service,
        @Nullable Instant since,
        long keylessWrites,
        @Nullable VerifyLine verify,
        List<StreamLine> streams,
        List<ProxyLine> proxies,
        List<GateLine> gates,
        List<ShiftLine> shifts) {
    private static final int LAST_SHIFTS = 10;
    static final Duration WINDOW = Duration.ofSeconds(60);

    record StreamLine(
            Direction direction,
            StreamStatus status,
            boolean paused,
            long lagMillis,
            long quarantined,
            long conflicts,
            long bypasses,
            long wrongIds,
            long appliedRows,
            long silentMillis,
            String message) {}

    record ProxyLine(
            String id,
            long revision,
            long behind,
            long leaseAgeMillis,
            @Nullable String refusal) {}

    record VerifyLine(
            Instant at, long ageMillis, boolean good, long rowsCompared, long rowsDifferent, long rowsUndecided) {}

    record ShiftLine(
            long shift,
            ShiftKind kind,
            String from,
            String to,
            ShiftState state,
            long holdMillis,
            Instant beganAt,
            @Nullable String outcome) {}

    static PhaseView read(Session session, String name) {
        Optional<Phase> found = session.findPhase(name);
        if (found.isEmpty()) {
            PhaseDefinition planned = session.definition(name);
            return new PhaseView(
                    name,
                    planned.kind(),
                    PhaseState.PLANNED,
                    Percent.text(0),
                    planned.service(),
                    null,
                    0,
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of());
        }
        Phase phase = found.get();
        ControlStore store = session.store();
        Optional<Evidence.Item> verify = new Evidence(store).newest(name, Evidence.VERIFY);
        List<StreamRecord> streams = new Streams(store)
                .list().stream()
                        .filter(stream -> stream.report().phase().equals(name))
                        .toList();
        Fleet fleet = new Fleet(store);
        return new PhaseView(
                name,
                phase.definition().kind(),
                phase.state(),
                Percent.text(phase.split()),
                phase.definition().service(),
                phase.changedAt(),
                fleet.keylessWrites(name, Duration.ofMinutes(10)).stream()
                        .mapToLong(KeylessWrite::count)
                        .sum(),
                verify.map(PhaseView::line).orElse(null),
                streams.stream().map(PhaseView::line).toList(),
                proxies(store),
                GateLine.read(
                        phase.definition(),
                        streams,
                        verify.map(item -> item.as(VerifyResult.class)).orElse(null),
                        fleet.traffic(name, WINDOW, 0)),
                shifts(store, name));
    }

    private static StreamLine line(StreamRecord stream) {
        var report = stream.report();
        return new StreamLine(
                report.direction(),
                report.status(),
                stream.paused(),
                report.lagMillis(),
                report.quarantined(),
                report.conflicts(),
                report.bypasses(),
                report.wrongIds(),
                report.appliedRows(),
                stream.silentMillis(),
                report.message());
    }

    private static VerifyLine line(Evidence.Item item) {
        VerifyResult result = item.as(VerifyResult.class);
        return new VerifyLine(
                item.at(),
                item.ageMillis(),
                item.good(),
                result.rowsCompared(),
                result.rowsDifferent(),
                result.rowsUndecided());
    }

    private static List<ProxyLine> proxies(ControlStore store) {
        long newest = new Revisions(store).newest().number();
        Instant now = store.now();
        return new Fleet(store)
                .list().stream().map(proxy -> proxy(proxy, newest, now)).toList();
    }

    private static ProxyLine proxy(ProxyRecord proxy, long newest, Instant now) {
        return new ProxyLine(
                proxy.id(),
                proxy.revision(),
                Math.max(0, newest - proxy.revision()),
                Duration.between(proxy.beatAt(), now).toMillis(),
                proxy.refusal());
    }

    private static List<ShiftLine> shifts(ControlStore store, String name) {
        ShiftJournal journal = new ShiftJournal(store);
        List<Shift> all = journal.history(name);
        return all.subList(Math.max(0, all.size() - LAST_SHIFTS), all.size()).stream()
                .map(shift -> new ShiftLine(
                        shift.id(),
                        shift.kind(),
                        Percent.text(shift.from()),
                        Percent.text(shift.to()),
                        shift.state(),
                        holdMillis(shift, journal.events(shift.id())),
                        shift.beganAt(),
                        shift.outcome()))
                .toList();
    }

    /** From the hold being stored to its end being stored; 0 while it lasts and where there was none. */
    private static long holdMillis(Shift shift, List<ShiftEvent> events) {
        Instant held = shift.heldAt();
        if (held == null) {
            return 0;
        }
        return events.stream()
                .filter(event -> event.state() == ShiftState.COMMITTED || event.state() == ShiftState.ABORTED)
                .findFirst()
                .map(event -> Duration.between(held, event.at()).toMillis())
                .orElse(0L);
    }
}
