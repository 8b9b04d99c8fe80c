package dev.banyan.cli.sync;

import dev.banyan.cli.session.Session;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.Phases;
import dev.banyan.control.stream.Direction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Conflicts and bypasses that the streams recorded. */
@Command(
        name = "conflicts",
        description = "Conflicts and bypasses: writes by the side that was not the owner.",
        mixinStandardHelpOptions = true)
final class ConflictsCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "PHASE", description = "Only those of this phase.")
    private @Nullable String phase;

    @Option(names = "--images", description = "Show the rows' images as well.")
    private boolean images;

    @Option(names = "--limit", paramLabel = "N", description = "The newest N; default: ${DEFAULT-VALUE}.")
    private int limit = 100;

    ConflictsCommand(Session session) {
        this.session = session;
    }

    record View(int total, List<?> conflicts) {}

    record Line(
            long id,
            String phase,
            Direction direction,
            String kind,
            String table,
            String key,
            String operation,
            String at,
            boolean applied,
            String sendBack) {}

    record Full(
            Line conflict,
            @Nullable JsonNode before,
            @Nullable JsonNode after,
            @Nullable JsonNode found) {}

    @Override
    public Integer call() {
        List<Phase> phases = phase == null ? new Phases(session.store()).list() : List.of(session.startedPhase(phase));
        List<Full> all = new Bookkeeping(session).rows(phases, "banyan_conflict", ConflictsCommand::read);
        List<Full> newest = all.subList(Math.max(0, all.size() - Math.max(0, limit)), all.size());
        session.output()
                .print(new View(
                        all.size(),
                        images ? newest : newest.stream().map(Full::conflict).toList()));
        return 0;
    }

    private static Full read(String phase, Direction direction, ResultSet rs) throws SQLException {
        return new Full(
                new Line(
                        rs.getLong("id"),
                        phase,
                        direction,
                        rs.getString("kind"),
                        rs.getString("table_name"),
                        rs.getString("row_key"),
                        rs.getString("operation"),
                        rs.getObject("source_time", LocalDateTime.class)
                                .toInstant(ZoneOffset.UTC)
                                .toString(),
                        rs.getBoolean("applied"),
                        rs.getString("send_back")),
                Quarantined.image(rs.getString("before_image")),
                Quarantined.image(rs.getString("after_image")),
                Quarantined.image(rs.getString("found_image")));
    }
}
