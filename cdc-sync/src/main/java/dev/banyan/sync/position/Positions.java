package dev.banyan.sync.position;

import dev.banyan.sync.position.Position.Pending;
import dev.banyan.sync.position.Position.Snapshot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The position rows of a target. Static functions over a caller's connection; the caller commits. */
public final class Positions {
    /** The table, which is the marker table of the opposite stream as well. */
    public static final String TABLE = "banyan_position";

    private Positions() {}

    public static Optional<Position> find(Connection connection, String stream) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT * FROM " + TABLE + " WHERE stream_name = ?")) {
            select.setString(1, stream);
            try (ResultSet rs = select.executeQuery()) {
                return rs.next() ? Optional.of(position(rs)) : Optional.empty();
            }
        }
    }

    /** Makes the row of a stream that has none. */
    public static void create(Connection connection, String stream, int split, Snapshot snapshot) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT IGNORE INTO " + TABLE
                + " (stream_name, epoch, counter, split, snapshot_state) VALUES (?, 0, 0, ?, ?)")) {
            insert.setString(1, stream);
            insert.setInt(2, split);
            insert.setString(3, snapshot.name());
            insert.executeUpdate();
        }
    }

    /**
     * Raises the epoch, after which nobody else's transaction can be committed. Inside a transaction of the caller's, who
     * asks the writers' switch in it as well: a database that is being left raises epochs as it begins to refuse.
     */
    public static Position takeOver(Connection connection, String stream) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE " + TABLE + " SET epoch = epoch + 1, counter = counter + 1 WHERE stream_name = ?")) {
            update.setString(1, stream);
            update.executeUpdate();
        }
        return find(connection, stream).orElseThrow();
    }

    /**
     * The first statement of each of the applier's transactions: moves the row as a compare-and-set on epoch and counter,
     * which marks the transaction for the opposite stream, too.
     *
     * @return the position as it is once the transaction is committed
     * @throws PositionLostException when the row is not at {@code from}
     */
    public static Position advance(Connection connection, Position from, Position to) throws SQLException {
        Pending pending = to.pending();
        try (PreparedStatement update = connection.prepareStatement("UPDATE " + TABLE
                + " SET counter = counter + 1, position = ?, split = ?, pending_shift = ?, pending_from = ?, pending_to = ?,"
                + " snapshot_state = ?, applied_rows = ?, wrong_ids = ?, updated_at = CURRENT_TIMESTAMP(3)"
                + " WHERE stream_name = ? AND epoch = ? AND counter = ?")) {
            update.setString(1, to.place());
            update.setInt(2, to.split());
            update.setLong(3, pending == null ? 0 : pending.shift());
            update.setInt(4, pending == null ? 0 : pending.from());
            update.setInt(5, pending == null ? 0 : pending.to());
            update.setString(6, to.snapshot().name());
            update.setLong(7, to.appliedRows());
            update.setLong(8, to.wrongIds());
            update.setString(9, from.stream());
            update.setLong(10, from.epoch());
            update.setLong(11, from.counter());
            if (update.executeUpdate() != 1) {
                throw new PositionLostException(from.stream());
            }
        }
        return to.next();
    }

    private static Position position(ResultSet rs) throws SQLException {
        long shift = rs.getLong("pending_shift");
        return new Position(
                rs.getString("stream_name"),
                rs.getLong("epoch"),
                rs.getLong("counter"),
                rs.getString("position"),
                rs.getInt("split"),
                shift == 0 ? null : new Pending(shift, rs.getInt("pending_from"), rs.getInt("pending_to")),
                Snapshot.valueOf(rs.getString("snapshot_state")),
                rs.getLong("applied_rows"),
                rs.getLong("wrong_ids"));
    }
}
