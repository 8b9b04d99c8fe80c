package dev.banyan.menu.catalog;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns rows of the two tables into {@link Menu}s and {@link MenuOption}s. */
final class MenuRow {

    static final String SELECT = "SELECT id, shop_id, name, former_name, renamed_at, price, availability, created_at,"
            + " updated_at FROM menu ";

    private MenuRow() {}

    static Menu read(ResultSet row, List<MenuOption> options) throws SQLException {
        return new Menu(
                row.getLong("id"),
                row.getLong("shop_id"),
                row.getString("name"),
                row.getString("former_name"),
                row.getObject("renamed_at", LocalDateTime.class),
                row.getBigDecimal("price"),
                availability(row),
                row.getObject("created_at", LocalDateTime.class),
                row.getObject("updated_at", LocalDateTime.class),
                options);
    }

    static MenuOption option(ResultSet row) throws SQLException {
        return new MenuOption(
                row.getLong("id"), row.getString("name"), row.getBigDecimal("extra_price"), availability(row));
    }

    private static @Nullable Availability availability(ResultSet row) throws SQLException {
        String word = row.getString("availability");
        return word == null ? null : Availability.valueOf(word);
    }
}
