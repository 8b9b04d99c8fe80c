package dev.banyan.control.fence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The table of fences that sync keeps in both databases of a phase. Static functions over a caller's connection. */
public final class FenceTable {
    public static final String NAME = "banyan_fence";

    /** Works on MySQL and MariaDB. */
    public static final String DDL = "CREATE TABLE IF NOT EXISTS " + NAME + " (id VARCHAR(120) NOT NULL PRIMARY KEY,"
            + " shift_id BIGINT NOT NULL, phase VARCHAR(40) NOT NULL, origin VARCHAR(10) NOT NULL,"
            + " written_at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)) CHARACTER SET utf8mb4";

    private FenceTable() {}

    /** Writes a fence; autocommit of the connection decides when it counts. */
    public static void write(Connection connection, Fence fence) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO " + NAME + " (id, shift_id, phase, origin) VALUES (?,?,?,?)")) {
            insert.setString(1, fence.id());
            insert.setLong(2, fence.shift());
            insert.setString(3, fence.phase());
            insert.setString(4, fence.origin().name());
            insert.executeUpdate();
        }
    }

    /** Whether the fence has arrived in this database. */
    public static boolean present(Connection connection, String id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT 1 FROM " + NAME + " WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet rs = select.executeQuery()) {
                return rs.next();
            }
        }
    }
}
