package dev.banyan.playbooks.timeline;

import dev.banyan.control.config.Migration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes a walk's report, {@code demo-report.md} and {@code demo-report.html}. */
public final class EndReport {
    private final Path folder;

    /** @param folder that there is already; reports of earlier walks in it are replaced */
    public EndReport(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes it.
     *
     * @param phases as they were played, one at least
     * @param log of all requests, which nobody writes any more
     * @param migration whose relocations have the monolith for a service
     * @return both files, Markdown first
     * @throws IOException when a file can't be written
     * @throws RuntimeException when the log can't be read
     */
    public List<Path> write(
            List<PlayedPhase> phases, Sampler sampler, List<Incident> incidents, Path log, Migration migration)
            throws IOException {
        Timeline timeline = Timeline.of(phases, sampler.samples(), Seen.read(log, migration), incidents);
        return List.of(
                Files.writeString(folder.resolve("demo-report.md"), MarkdownReport.of(timeline)),
                Files.writeString(folder.resolve("demo-report.html"), HtmlReport.of(timeline)));
    }
}
