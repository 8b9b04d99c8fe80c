package dev.banyan.control.relocation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A schema without its rows: tables, routines, views and triggers as they are, but that whoever copies it is their
 * definer and that triggers are guarded. Tables of ours stay behind; events too, which would do their work twice.
 *
 * @param statements in an order in which they can be run, but for views, which may need each other
 * @param views statements that create views
 */
public record SchemaCopy(List<String> tables, List<String> statements, List<String> views, List<String> triggers) {
    private static final Pattern DEFINER =
            Pattern.compile("\\bDEFINER\\s*=\\s*(`(?:[^`]|``)*`|\\S+?)@(`(?:[^`]|``)*`|\\S+)\\s*");
    private static final Pattern NEXT_ID = Pattern.compile("\\sAUTO_INCREMENT=\\d+", Pattern.CASE_INSENSITIVE);

    public SchemaCopy {
        tables = List.copyOf(tables);
        statements = List.copyOf(statements);
        views = List.copyOf(views);
        triggers = List.copyOf(triggers);
    }

    /** @throws SQLException also when the user may not see how something was made */
    public static SchemaCopy read(Connection source) throws SQLException {
        String schema = source.getCatalog();
        List<String> tables = tables(source);
        List<String> statements = new ArrayList<>();
        for (String table : tables) {
            statements.add(NEXT_ID.matcher(made(source, "TABLE", table, "Create Table"))
                    .replaceFirst(""));
        }
        for (String kind : List.of("FUNCTION", "PROCEDURE")) {
            for (String routine : names(
                    source,
                    "SELECT routine_name FROM information_schema.routines WHERE routine_schema = ? AND routine_type = '"
                            + kind + "' ORDER BY 1")) {
                String label = kind.charAt(0) + kind.substring(1).toLowerCase(java.util.Locale.ROOT);
                statements.add("SET SESSION sql_mode = '" + made(source, kind, routine, "sql_mode") + "'");
                statements.add(ours(made(source, kind, routine, "Create " + label)));
            }
        }
        List<String> views = new ArrayList<>();
        for (String view :
                names(source, "SELECT table_name FROM information_schema.views WHERE table_schema = ? ORDER BY 1")) {
            views.add(ours(made(source, "VIEW", view, "Create View")));
        }
        List<String> triggers = new ArrayList<>();
        for (SchemaTrigger trigger : SchemaTrigger.read(source, schema)) {
            triggers.addAll(trigger.create());
        }
        return new SchemaCopy(tables, statements, views, triggers);
    }

    /** The base tables of a schema that are the application's. */
    public static List<String> tables(Connection connection) throws SQLException {
        return names(
                connection,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = ? AND table_type = 'BASE TABLE'"
                        + " AND table_name NOT LIKE 'banyan\\_%' ORDER BY 1");
    }

    /** What a schema holds that is not ours: a copy may only go into one that holds nothing. */
    public static List<String> contents(Connection connection) throws SQLException {
        List<String> contents = names(
                connection,
                "SELECT table_name FROM information_schema.tables WHERE table_schema = ?"
                        + " AND table_name NOT LIKE 'banyan\\_%' ORDER BY 1");
        contents.addAll(names(
                connection,
                "SELECT routine_name FROM information_schema.routines WHERE routine_schema = ? ORDER BY 1"));
        return contents;
    }

    /** Creates everything in the target's schema. */
    public void write(Connection target) throws SQLException {
        try (Statement statement = target.createStatement()) {
            statement.execute("SET SESSION foreign_key_checks = 0");
            statement.execute("SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO'"); // tables may have defaults of old
            for (String sql : statements) {
                statement.execute(sql);
            }
            statement.execute("SET SESSION sql_mode = ''");
            views(statement);
            for (String sql : triggers) {
                statement.execute(sql);
            }
            statement.execute("SET SESSION foreign_key_checks = 1");
        }
    }

    private void views(Statement statement) throws SQLException {
        List<String> left = new ArrayList<>(views);
        while (!left.isEmpty()) {
            List<String> failed = new ArrayList<>();
            SQLException last = null;
            for (String sql : left) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    failed.add(sql);
                    last = e;
                }
            }
            if (last != null && failed.size() == left.size()) {
                throw last;
            }
            left = failed;
        }
    }

    static String ours(String statement) {
        return DEFINER.matcher(statement).replaceFirst("");
    }

    private static String made(Connection source, String kind, String name, String column) throws SQLException {
        try (Statement statement = source.createStatement();
                ResultSet rs = statement.executeQuery("SHOW CREATE " + kind + " `" + name.replace("`", "``") + "`")) {
            rs.next();
            String text = rs.getString(column);
            if (text == null) {
                throw new SQLException("How " + kind + " " + name + " was made is not shown to this user. Run: GRANT"
                        + " SELECT ON mysql.proc (MariaDB) or GRANT SHOW_ROUTINE ON *.* (MySQL) to it.");
            }
            return text;
        }
    }

    private static List<String> names(Connection connection, String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, connection.getCatalog());
            try (ResultSet rs = select.executeQuery()) {
                while (rs.next()) {
                    names.add(rs.getString(1));
                }
            }
        }
        return names;
    }
}
