package dev.banyan.shopview.views;

import dev.banyan.kit.subscribe.Heard;
import dev.banyan.shopview.pages.ShopPage;
import dev.banyan.shopview.pages.ShopPages;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Pages out of this service's own tables: nobody is asked, and nobody needs to be there. */
@Component
@ConditionalOnProperty(name = "views.mode", havingValue = "events", matchIfMissing = true)
final class ViewedPages implements ShopPages {

    /** All of a page in one statement, so that it shows one moment and costs one way to the database and back. In no order. */
    private static final String PAGE = """
            SELECT 'SHOP' AS part, s.id, s.name, s.category_code AS kind, s.opening AS state, NULL AS won,
                   o.id AS owner, o.name AS owner_name, o.business_number
            FROM shop s LEFT JOIN owner o ON o.id = s.owner_id AND NOT o.deleted
            WHERE s.id = :shop AND NOT s.deleted
            UNION ALL
            SELECT 'MENU', id, name, NULL, availability, price, NULL, NULL, NULL
            FROM menu WHERE shop_id = :shop AND NOT deleted
            UNION ALL
            SELECT 'AD', id, NULL, type, NULL, bid, NULL, NULL, NULL
            FROM ad WHERE shop_id = :shop AND NOT deleted AND starts_at <= :now AND (ends_at IS NULL OR ends_at > :now)""";

    private final JdbcClient jdbc;
    private final @Nullable Heard heard;
    private final Clock clock;

    ViewedPages(JdbcClient jdbc, ObjectProvider<Heard> heard, Clock clock) {
        this.jdbc = jdbc;
        this.heard = heard.getIfAvailable();
        this.clock = clock;
    }

    @Override
    public Optional<ShopPage> of(long shopId) {
        // Before the rows are read: what is handled meanwhile makes the page newer than it says.
        Instant asOf = heard == null ? null : heard.upTo().orElse(null);
        return jdbc.sql(PAGE)
                .param("shop", shopId)
                .param("now", LocalDateTime.now(clock))
                .query((ResultSet rows) -> page(rows, asOf));
    }

    private record Bid(BigDecimal won, ShopPage.Ad ad) {}

    private static Optional<ShopPage> page(ResultSet rows, @Nullable Instant asOf) throws SQLException {
        Shop shop = null;
        List<ShopPage.Menu> menus = new ArrayList<>();
        List<Bid> bids = new ArrayList<>();
        while (rows.next()) {
            switch (rows.getString("part")) {
                case "SHOP" -> shop = shop(rows);
                case "MENU" -> menus.add(menu(rows));
                default -> bids.add(bid(rows));
            }
        }
        if (shop == null) {
            return Optional.empty();
        }
        menus.sort(Comparator.comparingLong(ShopPage.Menu::id));
        bids.sort(Comparator.comparing(Bid::won)
                .reversed()
                .thenComparingLong(bid -> bid.ad().id()));
        return Optional.of(new ShopPage(
                shop.id(),
                shop.name(),
                shop.category(),
                shop.open(),
                shop.owner(),
                menus,
                bids.stream().map(Bid::ad).toList(),
                asOf));
    }

    private record Shop(
            long id, @Nullable String name, @Nullable String category, boolean open, ShopPage.@Nullable Owner owner) {}

    private static Shop shop(ResultSet row) throws SQLException {
        return new Shop(
                row.getLong("id"),
                row.getString("name"),
                row.getString("kind"),
                "OPEN".equals(row.getString("state")),
                row.getObject("owner") == null
                        ? null
                        : new ShopPage.Owner(row.getString("owner_name"), row.getString("business_number")));
    }

    private static ShopPage.Menu menu(ResultSet row) throws SQLException {
        return new ShopPage.Menu(
                row.getLong("id"),
                row.getString("name"),
                won(row).longValue(),
                "ON_SALE".equals(row.getString("state")));
    }

    private static Bid bid(ResultSet row) throws SQLException {
        return new Bid(won(row), new ShopPage.Ad(row.getLong("id"), row.getString("kind")));
    }

    private static BigDecimal won(ResultSet row) throws SQLException {
        BigDecimal won = row.getBigDecimal("won");
        return won == null ? BigDecimal.ZERO : won;
    }
}
