package dev.banyan.control.schema;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a database server is.
 *
 * @param mariaDb MariaDB; else MySQL
 * @param text as the server says it
 */
public record ServerVersion(boolean mariaDb, int major, int minor, String text) {
    private static final Pattern NUMBERS = Pattern.compile("(\\d+)\\.(\\d+)");

    public static ServerVersion of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rs = statement.executeQuery("SELECT VERSION()")) {
            rs.next();
            return parse(rs.getString(1));
        }
    }

    static ServerVersion parse(String text) {
        boolean mariaDb = text.contains("MariaDB");
        Matcher matcher = NUMBERS.matcher(text.startsWith("5.5.5-") && mariaDb ? text.substring(6) : text);
        if (!matcher.find()) {
            return new ServerVersion(mariaDb, 0, 0, text);
        }
        return new ServerVersion(mariaDb, Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)), text);
    }

    public boolean atLeast(int otherMajor, int otherMinor) {
        return major > otherMajor || (major == otherMajor && minor >= otherMinor);
    }
}
