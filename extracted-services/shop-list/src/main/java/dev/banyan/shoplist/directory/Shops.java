package dev.banyan.shoplist.directory;

import dev.banyan.kit.database.DeadlockRetry;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads and changes shops. Nothing is cached: a synchroniser may write the same table at any time. */
@Component
public final class Shops {

    private static final String SELECT =
            "SELECT id, owner_id, name, category_code, opening, location_latitude," + " location_longitude FROM shop ";

    private static final RowMapper<Shop> SHOP = (row, number) -> new Shop(
            row.getLong("id"),
            row.getObject("owner_id", Long.class),
            row.getString("name"),
            row.getString("category_code"),
            opening(row.getString("opening")),
            new Location(row.getBigDecimal("location_latitude"), row.getBigDecimal("location_longitude")));

    private final JdbcClient jdbc;
    private final ShopNews news;
    private final TransactionTemplate transaction;
    private final DeadlockRetry retry;
    private final Clock clock;

    Shops(JdbcClient jdbc, ShopNews news, TransactionTemplate transaction, DeadlockRetry retry, Clock clock) {
        this.jdbc = jdbc;
        this.news = news;
        this.transaction = transaction;
        this.retry = retry;
        this.clock = clock;
    }

    /** In id order; of all categories when null. */
    public List<Shop> list(@Nullable String categoryCode, int limit) {
        JdbcClient.StatementSpec select = categoryCode == null
                ? jdbc.sql(SELECT + "ORDER BY id LIMIT ?")
                : jdbc.sql(SELECT + "WHERE category_code = ? ORDER BY id LIMIT ?")
                        .param(categoryCode);
        return select.param(limit).query(SHOP).list();
    }

    public Optional<Shop> find(long id) {
        return jdbc.sql(SELECT + "WHERE id = ?").param(id).query(SHOP).optional();
    }

    /** The shop after the change; empty when there is no such shop. Repeating a change changes nothing more. */
    public Optional<Shop> change(long id, ShopChange change) {
        return Objects.requireNonNull(retry.run(() ->
                transaction.execute(status -> lock(id).map(seen -> store(seen, seen.after(change))))));
    }

    private Optional<Shop> lock(long id) {
        return jdbc.sql(SELECT + "WHERE id = ? FOR UPDATE")
                .param(id)
                .query(SHOP)
                .optional();
    }

    private Shop store(Shop seen, Shop wanted) {
        if (!wanted.equals(seen)) {
            jdbc.sql("UPDATE shop SET name = ?, opening = ?, updated_at = ?, version = version + 1 WHERE id = ?")
                    .param(wanted.name())
                    .param(wanted.opening() == null ? null : wanted.opening().name())
                    .param(LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS))
                    .param(wanted.id())
                    .update();
            news.changed(seen, wanted);
        }
        return wanted;
    }

    private static @Nullable Opening opening(@Nullable String word) {
        return word == null ? null : Opening.valueOf(word);
    }
}
