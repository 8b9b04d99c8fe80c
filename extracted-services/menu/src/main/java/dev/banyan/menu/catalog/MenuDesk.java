package dev.banyan.menu.catalog;

import dev.banyan.kit.database.DeadlockRetry;
import dev.banyan.kit.web.Problem;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds and changes menus. Repeating a request changes nothing more. */
@Component
public final class MenuDesk {

    private static final String CURRENCY = "KRW";

    private final JdbcClient jdbc;
    private final Menus menus;
    private final MenuNews news;
    private final TransactionTemplate transaction;
    private final DeadlockRetry retry;
    private final Clock clock;

    MenuDesk(
            JdbcClient jdbc,
            Menus menus,
            MenuNews news,
            TransactionTemplate transaction,
            DeadlockRetry retry,
            Clock clock) {
        this.jdbc = jdbc;
        this.menus = menus;
        this.news = news;
        this.transaction = transaction;
        this.retry = retry;
        this.clock = clock;
    }

    /**
     * What became of a request to add a menu.
     *
     * @param fresh false when its key had added this menu before
     */
    public record Added(Menu menu, boolean fresh) {}

    /**
     * Adds a menu, once per shop and key.
     *
     * @throws Problem when the key has added another menu
     */
    public Added add(NewMenu wanted) {
        LocalDateTime now = now();
        long id;
        try {
            id = Objects.requireNonNull(retry.run(() -> transaction.execute(status -> insert(wanted, now))));
        } catch (DuplicateKeyException used) {
            Menu first = Optional.ofNullable(wanted.key())
                    .flatMap(key -> menus.findByKey(wanted.shopId(), key))
                    .orElseThrow(() -> used);
            if (!first.cameFrom(wanted)) {
                throw Problem.keyReused();
            }
            return new Added(first, false);
        }
        return new Added(
                new Menu(
                        id,
                        wanted.shopId(),
                        wanted.name(),
                        null,
                        null,
                        wanted.price(),
                        Availability.ON_SALE,
                        now,
                        now,
                        List.of()),
                true);
    }

    /** The menu after the change; empty when the shop has no such menu. A new name keeps the old one as former name. */
    public Optional<Menu> change(long shopId, long id, MenuChange change) {
        return Objects.requireNonNull(retry.run(() -> transaction.execute(status ->
                menus.lock(shopId, id).map(seen -> store(seen, seen.after(change, now()))))));
    }

    private long insert(NewMenu wanted, LocalDateTime now) {
        GeneratedKeyHolder generated = new GeneratedKeyHolder();
        jdbc.sql("INSERT INTO menu (shop_id, name, price, currency, availability, idempotency_key, created_at,"
                        + " updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(wanted.shopId(), wanted.name(), wanted.price(), CURRENCY, Availability.ON_SALE.name())
                .param(wanted.key())
                .params(now, now)
                .update(generated);
        long id = Objects.requireNonNull(generated.getKey()).longValue();
        news.added(id);
        return id;
    }

    private Menu store(Menu seen, Menu wanted) {
        if (!wanted.equals(seen)) {
            jdbc.sql("UPDATE menu SET name = ?, former_name = ?, renamed_at = ?, price = ?, availability = ?,"
                            + " updated_at = ?, version = version + 1 WHERE id = ?")
                    .param(wanted.name())
                    .param(wanted.formerName())
                    .param(wanted.renamedAt())
                    .param(wanted.price())
                    .param(
                            wanted.availability() == null
                                    ? null
                                    : wanted.availability().name())
                    .param(wanted.updatedAt())
                    .param(wanted.id())
                    .update();
            news.changed(seen, wanted);
        }
        return wanted;
    }

    private LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
    }
}
