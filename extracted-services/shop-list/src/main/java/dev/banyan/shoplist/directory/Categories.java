package dev.banyan.shoplist.directory;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads categories. */
@Component
public final class Categories {

    private final JdbcClient jdbc;

    Categories(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** By position, then code; those without a position come first. */
    public List<Category> all() {
        return jdbc.sql("SELECT code, name, position FROM category ORDER BY position, code")
                .query((row, number) -> new Category(
                        row.getString("code"), row.getString("name"), row.getObject("position", Integer.class)))
                .list();
    }
}
