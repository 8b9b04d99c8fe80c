package dev.banyan.cli.events;

import dev.banyan.cli.failure.CommandFailure;
import dev.banyan.control.config.Durations;
import dev.banyan.events.Event;
import dev.banyan.events.OutboxRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which events of an outbox are meant. Read in the order of their ids, page by page. */
final class OutboxQuery {
    private static final DateTimeFormatter SQL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);

    private final List<String> conditions = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final List<String> words = new ArrayList<>();

    private OutboxQuery() {}

    /** What is done with an outbox. */
    interface Reading<T> {
        T of(Connection connection, String table) throws SQLException;
    }

    /** @param last the id of the last row; 0 when there is none */
    record Page(List<Event> events, long last) {}

    /** @throws CommandFailure when a time can't be read */
    static OutboxQuery of(
            List<String> ids,
            List<String> aggregates,
            List<String> types,
            @Nullable String from,
            @Nullable String until) {
        OutboxQuery query = new OutboxQuery();
        query.in("event_id", ids);
        query.in("aggregate_id", aggregates);
        query.in("type", types);
        query.time("occurred_at >= ?", "--from", from);
        query.time("occurred_at < ?", "--until", until);
        return query;
    }

    /** In words; empty when all events are meant. */
    String text() {
        return String.join(", ", words);
    }

    long count(Connection connection, String table) throws SQLException {
        try (PreparedStatement select = prepare(connection, "SELECT COUNT(*) FROM " + quoted(table) + where("1 = 1"));
                ResultSet rs = select.executeQuery()) {
            rs.next();
            return rs.getLong(1);
        }
    }

    Page page(Connection connection, String table, long after, int size) throws SQLException {
        try (PreparedStatement select = prepare(
                        connection,
                        "SELECT * FROM " + quoted(table) + where("id > " + after) + " ORDER BY id LIMIT " + size);
                ResultSet rs = select.executeQuery()) {
            Set<String> columns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            for (int i = 1; i <= rs.getMetaData().getColumnCount(); i++) {
                columns.add(rs.getMetaData().getColumnLabel(i));
            }
            List<Event> events = new ArrayList<>();
            long last = 0;
            while (rs.next()) {
                events.add(event(rs, columns));
                last = rs.getLong("id");
            }
            return new Page(events, last);
        }
    }

    private static Event event(ResultSet rs, Set<String> columns) throws SQLException {
        OutboxRow row = new OutboxRow();
        for (String column : columns) {
            row.with(column, rs.getString(column));
        }
        return row.event();
    }

    private void in(String column, List<String> wanted) {
        if (!wanted.isEmpty()) {
            conditions.add(column + " IN (" + String.join(", ", Collections.nCopies(wanted.size(), "?")) + ")");
            values.addAll(wanted);
            words.add(column + " " + String.join(" or ", wanted));
        }
    }

    private void time(String condition, String option, @Nullable String text) {
        if (text != null) {
            Instant time = instant(option, text);
            conditions.add(condition);
            values.add(SQL.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC)));
            words.add(option.substring(2) + " " + time);
        }
    }

    private static Instant instant(String option, String text) {
        try {
            return text.endsWith("Z")
                    ? Instant.parse(text)
                    : Instant.now().minus(Durations.parse(text)).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw CommandFailure.usage(
                    option + " is " + text + "; it must be like 2018-07-01T12:00:00Z, or 10m for ten minutes ago.");
        }
    }

    private String where(String first) {
        return " WHERE " + first + (conditions.isEmpty() ? "" : " AND " + String.join(" AND ", conditions));
    }

    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.setString(i + 1, values.get(i));
        }
        return statement;
    }

    private static String quoted(String table) {
        return "`" + table.replace("`", "``") + "`";
    }
}
