package dev.banyan.cli.sync;

import dev.banyan.cli.session.Databases;
import dev.banyan.cli.session.Session;
import dev.banyan.control.config.DatabaseAddress;
import dev.banyan.control.phase.Phase;
import dev.banyan.control.stream.Direction;
import dev.banyan.control.yaml.Choices;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads what streams keep in their target databases: forward in the service's, reverse in the monolith's. */
final class Bookkeeping {
    private static final String NO_SUCH_TABLE = "42S02";

    private final Session session;

    Bookkeeping(Session session) {
        this.session = session;
    }

    /** Makes a value of one row. */
    interface Row<T> {
        T of(String phase, Direction direction, ResultSet rs) throws SQLException;
    }

    /**
     * Rows of both streams of these phases, oldest first; none where sync has not made its tables yet.
     *
     * @param table {@code banyan_quarantine} or {@code banyan_conflict}
     */
    <T> List<T> rows(List<Phase> phases, String table, Row<T> row) {
        List<T> rows = new ArrayList<>();
        for (Phase phase : phases) {
            if (phase.definition().feed()) {
                continue; // it keeps nothing back
            }
            for (Direction direction : Direction.values()) {
                DatabaseAddress target = target(phase, direction);
                String site =
                        direction == Direction.FORWARD ? phase.definition().service() : "monolith";
                rows.addAll(Databases.use(
                        site, target, connection -> rows(connection, phase.name(), direction, table, row)));
            }
        }
        return rows;
    }

    private DatabaseAddress target(Phase phase, Direction direction) {
        return direction == Direction.FORWARD
                ? session.migration().serviceOf(phase.definition()).database()
                : session.migration().monolith().database();
    }

    private static <T> List<T> rows(Connection connection, String phase, Direction direction, String table, Row<T> row)
            throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM " + table + " WHERE stream_name = ? ORDER BY id")) {
            select.setString(1, phase + "." + Choices.spell(direction));
            List<T> rows = new ArrayList<>();
            try (ResultSet rs = select.executeQuery()) {
                while (rs.next()) {
                    rows.add(row.of(phase, direction, rs));
                }
            }
            return rows;
        } catch (SQLException e) {
            if (NO_SUCH_TABLE.equals(e.getSQLState())) {
                return List.of();
            }
            throw e;
        }
    }
}
