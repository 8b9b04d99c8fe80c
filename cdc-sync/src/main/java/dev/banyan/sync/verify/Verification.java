package dev.banyan.sync.verify;

import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.config.Migration;
import dev.banyan.control.evidence.VerifyResult;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.phase.PhaseState;
import dev.banyan.control.relocation.Home;
import dev.banyan.control.schema.LaterColumns;
import dev.banyan.control.schema.PhasePlan;
import dev.banyan.control.schema.SchemaReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Compares both databases of a phase through its mapping. Neither is locked or stopped: rows that differ at first sight are
 * read again behind fences, and one is called different only if it then differs just as before. Reads only, but for the
 * fence rows. May run several times at once.
 */
public final class Verification {
    private static final int LOOKS = 5;

    private final Function<Phase, DatabaseAddress> monolith;
    private final Function<Phase, DatabaseAddress> service;
    private final Drain drain;

    /**
     * A verification whose fences travel through the running streams; each is waited for at most 15 s.
     *
     * @param phases those that were started
     */
    public Verification(Migration migration, Supplier<? extends Collection<Phase>> phases) {
        this(
                phase -> Home.of(migration, phases.get(), phase.definition())
                        .site()
                        .database(),
                phase -> migration.serviceOf(phase.definition()).database(),
                new FenceDrain(Duration.ofSeconds(15), Duration.ofSeconds(2)));
    }

    /** A verification of two databases that are kept the same in a way of the caller's. */
    public Verification(DatabaseAddress monolith, DatabaseAddress service, Drain drain) {
        this(phase -> monolith, phase -> service, drain);
    }

    private Verification(
            Function<Phase, DatabaseAddress> monolith, Function<Phase, DatabaseAddress> service, Drain drain) {
        this.monolith = monolith;
        this.service = service;
        this.drain = drain;
    }

    /**
     * Compares all tables of a phase.
     *
     * @param progress learns in words how far it is, a few times a second at most
     * @throws IllegalArgumentException when the mapping does not fit the tables (any more)
     * @throws SQLException when a database can't be reached or does not answer within a minute
     */
    public VerifyResult run(Phase phase, Consumer<String> progress) throws SQLException {
        long start = System.nanoTime();
        try (Sides sides = Sides.connect(monolith.apply(phase), service.apply(phase))) {
            PhasePlan plan = LaterColumns.resolveWithout(
                            phase.definition(),
                            SchemaReader.read(sides.monolith(), sides.monolith().getCatalog()),
                            SchemaReader.read(sides.service(), sides.service().getCatalog()))
                    .orElseThrow();
            boolean serviceOwns = phase.state() == PhaseState.CUT_OVER || phase.state() == PhaseState.COMPLETE;
            List<TableComparison> tables = new ArrayList<>();
            for (var table : plan.tables()) {
                TableComparison comparison = new TableComparison(table, sides, serviceOwns);
                long about = aboutRows(sides.monolith(), table.monolith().name());
                Throttle throttle = new Throttle(progress);
                comparison.scan(rows -> throttle.say(
                        "%s: %,d of about %,d rows".formatted(table.monolith().name(), rows, Math.max(rows, about))));
                tables.add(comparison);
            }
            String why = settle(phase, sides, tables, progress);
            List<VerifyResult.Table> results =
                    tables.stream().map(table -> table.result(why)).toList();
            return new VerifyResult(
                    phase.name(),
                    results.stream().mapToLong(VerifyResult.Table::rowsCompared).sum(),
                    results.stream()
                            .mapToLong(table -> table.missing() + table.surplus() + table.different())
                            .sum(),
                    results.stream().mapToLong(VerifyResult.Table::undecided).sum(),
                    bypasses(sides.monolith(), phase.name()) + bypasses(sides.service(), phase.name()),
                    (System.nanoTime() - start) / 1_000_000,
                    results);
        }
    }

    /** Looks at suspects behind fences until none is left or patience ends. @return why those left are undecided */
    private String settle(Phase phase, Sides sides, List<TableComparison> tables, Consumer<String> progress)
            throws SQLException {
        for (int look = 1; look <= LOOKS; look++) {
            int suspects = tables.stream().mapToInt(TableComparison::suspects).sum();
            if (suspects == 0) {
                break;
            }
            progress.accept("%,d rows differ at first sight: look %d behind a fence".formatted(suspects, look));
            Optional<String> late = drain.drain(phase, sides.monolith(), sides.service());
            if (late.isPresent()) {
                return late.get();
            }
            for (TableComparison table : tables) {
                table.lookAgain();
            }
        }
        return "kept changing over " + LOOKS + " looks";
    }

    private static long aboutRows(Connection connection, String table) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT table_rows FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?")) {
            select.setString(1, table);
            try (ResultSet rs = select.executeQuery()) {
                return rs.next() ? rs.getLong(1) : 0;
            }
        }
    }

    /** Bypasses that the stream into this database has recorded; 0 before its tables exist. */
    private static long bypasses(Connection connection, String phase) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery("SELECT 1 FROM information_schema.tables"
                        + " WHERE table_schema = DATABASE() AND table_name = 'banyan_conflict'")) {
            if (!rs.next()) {
                return 0;
            }
        }
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT COUNT(*) FROM banyan_conflict WHERE kind = 'BYPASS' AND stream_name LIKE ?")) {
            select.setString(1, phase + ".%");
            try (ResultSet rs = select.executeQuery()) {
                rs.next();
                return rs.getLong(1);
            }
        }
    }
}
