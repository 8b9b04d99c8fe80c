package dev.banyan.cli.sync;

import dev.banyan.cli.session.Session;
import dev.banyan.control.stream.StreamRecord;
import dev.banyan.control.stream.Streams;
import dev.banyan.control.yaml.Choices;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** All streams. */
@Command(name = "status", description = "Every stream, its lag and its troubles.", mixinStandardHelpOptions = true)
final class SyncStatus implements Callable<Integer> {
    private final Session session;

    SyncStatus(Session session) {
        this.session = session;
    }

    /** Streams by name, such as {@code payments.forward}. */
    record View(Map<String, Line> streams) {}

    /** @param status as sync last reported, or SILENT when it no longer reports */
    record Line(
            String status,
            boolean paused,
            long lagMillis,
            long quarantined,
            long conflicts,
            long bypasses,
            long wrongIds,
            long appliedRows,
            long silentMillis,
            String process,
            String message) {}

    @Override
    public Integer call() {
        Map<String, Line> lines = new LinkedHashMap<>();
        new Streams(session.store())
                .list()
                .forEach(stream -> lines.put(
                        stream.report().phase() + "."
                                + Choices.spell(stream.report().direction()),
                        line(stream)));
        session.output().print(new View(lines));
        return 0;
    }

    private static Line line(StreamRecord stream) {
        var report = stream.report();
        boolean silent = stream.silentMillis() > StreamRecord.SILENT_AFTER_MILLIS;
        return new Line(
                silent ? "SILENT" : report.status().name(),
                stream.paused(),
                report.lagMillis(),
                report.quarantined(),
                report.conflicts(),
                report.bypasses(),
                report.wrongIds(),
                report.appliedRows(),
                stream.silentMillis(),
                stream.process(),
                report.message());
    }
}
