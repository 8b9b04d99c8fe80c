package dev.banyan.cli.phase;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.cli.session.Polling;
import dev.banyan.cli.session.Session;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamRecord;
import dev.banyan.control.stream.StreamStatus;
import dev.banyan.control.stream.Streams;
import java.time.Duration;
import java.util.Optional;

/** Waits until sync has brought a started phase to SYNCED. */
final class SyncWait {
    private static final Duration SYNC_SHOWS_UP = Duration.ofSeconds(20);

    private final Session session;
    private final String phase;
    private final Duration limit;
    private final long begun = System.nanoTime();
    private String told = "";

    SyncWait(Session session, String phase, Duration limit) {
        this.session = session;
        this.phase = phase;
        this.limit = limit;
    }

    void untilSynced() throws InterruptedException {
        try {
            Optional<Boolean> synced = Polling.until(limit, this::look);
            session.output().progressDone();
            if (synced.isEmpty()) {
                throw new CommandFailure(
                        ExitCode.ABORTED,
                        "'" + phase + "' is not SYNCED after " + limit.toSeconds() + " s (" + told
                                + "). Sync goes on; wait for it with: banyan phase show " + phase + " --watch");
            }
        } catch (InterruptedException e) {
            session.output().progressDone();
            Thread.currentThread().interrupt();
            throw new CommandFailure(
                    ExitCode.ABORTED,
                    "Interrupted while waiting. '" + phase
                            + "' is started and sync goes on; undo it with: banyan phase cancel " + phase,
                    e);
        }
    }

    private Optional<Boolean> look() {
        Optional<Phase> now = new Phases(session.store()).find(phase);
        if (now.isEmpty()) {
            throw new CommandFailure(ExitCode.ABORTED, "'" + phase + "' was cancelled by somebody else.");
        }
        if (now.get().state() != PhaseState.SYNCING) {
            return Optional.of(true);
        }
        Optional<StreamRecord> stream = new Streams(session.store()).find(phase, Direction.FORWARD);
        boolean silent = stream.isEmpty() || stream.get().silentMillis() > StreamRecord.SILENT_AFTER_MILLIS;
        if (silent && Duration.ofNanos(System.nanoTime() - begun).compareTo(SYNC_SHOWS_UP) > 0) {
            throw CommandFailure.unreachable(
                    "'" + phase + "' is started, but no sync process streams it. Start one with: banyan"
                            + " sync run. Then wait with: banyan phase start " + phase);
        }
        stream.ifPresent(this::judge);
        return Optional.empty();
    }

    private void judge(StreamRecord stream) {
        if (stream.report().status() == StreamStatus.FAILED) {
            throw new CommandFailure(
                    ExitCode.BROKEN,
                    "The forward stream of '" + phase + "' failed: "
                            + stream.report().message());
        }
        String now = "forward stream " + stream.report().status() + ", "
                + stream.report().appliedRows() + " rows applied"
                + (stream.report().lagMillis() < 0
                        ? ""
                        : ", lag " + stream.report().lagMillis() + " ms");
        if (!now.equals(told)) {
            session.output().progress("  " + now);
            told = now;
        }
    }
}
