package dev.banyan.cli.session;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.cli.failure.ExitCode;
import dev.banyan.control.stream.Work;
import dev.banyan.control.stream.WorkKind;
import dev.banyan.control.stream.WorkQueue;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks work of sync and waits for its end. */
public final class SyncWork {
    private static final Duration TAKEN = Duration.ofSeconds(10);

    private final Session session;
    private final WorkQueue queue;
    private String told = "";

    public SyncWork(Session session) {
        this.session = session;
        this.queue = new WorkQueue(session.store());
    }

    /**
     * @return the result that sync gave, JSON
     * @throws CommandFailure when no sync process takes the work within 10 s (the work is then withdrawn), when it fails, and when it is not
     *     done within {@code limit} or the wait is interrupted (sync then goes on with it)
     */
    public String run(WorkKind kind, String phase, Map<String, String> arguments, Duration limit) {
        long id = queue.ask(kind, phase, arguments, session.actor());
        try {
            Optional<Boolean> taken =
                    Polling.until(TAKEN, () -> find(id, Work.State.NEW).map(work -> true));
            if (taken.isEmpty()) {
                queue.finish(id, false, "Withdrawn: no sync process took it.");
                throw CommandFailure.unreachable("No sync process took the work within " + TAKEN.toSeconds()
                        + " s; it was withdrawn. Start one with: banyan sync run. Then try again.");
            }
            Optional<Work> ended = Polling.until(limit, () -> {
                Optional<Work> work = queue.find(id);
                work.ifPresent(this::tell);
                return work.filter(now -> now.state() == Work.State.DONE || now.state() == Work.State.FAILED);
            });
            session.output().progressDone();
            return result(ended.orElseThrow(() -> new CommandFailure(
                    ExitCode.ABORTED,
                    "Sync is not done after " + limit.toSeconds() + " s and goes on (" + told + ").")));
        } catch (InterruptedException e) {
            session.output().progressDone();
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.ABORTED, "Interrupted while waiting; sync goes on with it.", e);
        }
    }

    private Optional<Work> find(long id, Work.State no) {
        return queue.find(id).filter(work -> work.state() != no);
    }

    private static String result(Work work) {
        String result = work.result() == null ? "" : work.result();
        if (work.state() == Work.State.FAILED) {
            throw new CommandFailure(ExitCode.BROKEN, result);
        }
        return result;
    }

    private void tell(Work work) {
        if (!work.progress().equals(told) && !work.progress().isEmpty()) {
            told = work.progress();
            session.output().progress("  " + told);
        }
    }
}
