package dev.banyan.playbooks.demo;

import dev.banyan.cli.playbook.Playbook;
import dev.banyan.cli.stack.Stack;
import dev.banyan.control.config.Migration;
import dev.banyan.control.store.ControlStore;
import dev.banyan.control.stream.Streams;
import dev.banyan.playbooks.site.Places;
import dev.banyan.playbooks.timeline.EndReport;
import dev.banyan.playbooks.timeline.Incident;
import dev.banyan.playbooks.timeline.PlayedPhase;
import dev.banyan.playbooks.timeline.PlayedPhase.Move;
import dev.banyan.playbooks.timeline.Sampler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what the report at the end tells: which phases were played when, what was broken when, and what a sampler saw. Never fails a demo. */
final class Chronicle implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Migration migration;
    private final Narrator narrator;
    private final Clock clock;
    private final Sampler sampler;
    private final List<PlayedPhase> phases = new ArrayList<>();
    private final List<Incident> incidents = new CopyOnWriteArrayList<>();

    /** Begins to look at the stack, and to listen for the commands that the narrator tells. */
    Chronicle(Stack stack, Migration migration, ControlStore store, Narrator narrator, Clock clock) {
        this.migration = migration;
        this.narrator = narrator;
        this.clock = clock;
        this.sampler = Sampler.start(
                () -> Places.now(stack, migration, store).monoliths(), () -> new Streams(store).list(), clock, PAUSE);
        narrator.onCommand(this::told);
    }

    Instant now() {
        return clock.instant();
    }

    void played(Playbook playbook, Instant began, DemoReport report) {
        phases.add(new PlayedPhase(
                playbook.name(),
                playbook.title(),
                began,
                now(),
                report.requests(),
                report.failedRequests(),
                report.acknowledgedWrites(),
                report.lostWrites(),
                report.duplicatePayments(),
                report.rowsDifferent(),
                report.shifts().stream()
                        .map(shift -> new Move(
                                shift.from(), shift.to(), shift.holdMillis(), shift.heldRequests(), shift.outcome()))
                        .toList(),
                report.faultWindows(),
                report.promisesBroken()));
    }

    /** Writes the report, or says why there is none, and says where it lies. */
    void write(Path folder, Path log) {
        sampler.close();
        try {
            List<Path> files = new EndReport(folder).write(phases, sampler, List.copyOf(incidents), log, migration);
            narrator.line("The walk's report: " + files.get(0) + ", " + files.get(1));
        } catch (IOException | RuntimeException e) {
            narrator.line("The walk's report could not be written: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        sampler.close();
    }

    private void told(String command) {
        if (Incident.breaks(command)) {
            incidents.add(new Incident(now(), command));
        }
    }
}
