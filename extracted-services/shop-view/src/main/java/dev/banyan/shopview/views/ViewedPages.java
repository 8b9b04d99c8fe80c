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

    private static final String SHOP = "SELECT s.id, s.name, s.category_code, s.opening, o.id AS owner,"
            + " o.name AS owner_name, o.business_number FROM shop s LEFT JOIN owner o ON o.id = s.owner_id AND NOT o.deleted"
            + " WHERE s.id = ? AND NOT s.deleted";
    private static final String MENUS =
            "SELECT id, name, price, availability FROM menu WHERE shop_id = ? AND NOT deleted ORDER BY id";
    private static final String ADS = "SELECT id, type FROM ad WHERE shop_id = ? AND NOT deleted"
            + " AND starts_at <= ? AND (ends_at IS NULL OR ends_at > ?) ORDER BY bid DESC, id";

    private final JdbcClient jdbc;
    private final ObjectProvider<Heard> heard;
    private final Clock clock;

    ViewedPages(JdbcClient jdbc, ObjectProvider<Heard> heard, Clock clock) {
        this.jdbc = jdbc;
        this.heard = heard;
        this.clock = clock;
    }

    @Override
    public Optional<ShopPage> of(long shopId) {
        // Before the rows are read: what is handled meanwhile makes the page newer than it says.
        Heard subscriber = heard.getIfAvailable();
        Instant asOf = subscriber == null ? null : subscriber.upTo().orElse(null);
        Optional<Shop> shop =
                jdbc.sql(SHOP).param(shopId).query((row, number) -> shop(row)).optional();
        return shop.map(found -> page(found, asOf));
    }

    /** The row of a shop and its owner. Read to the end before the next query, so that a page never holds two connections. */
    private record Shop(
            long id, @Nullable String name, @Nullable String category, boolean open, ShopPage.@Nullable Owner owner) {}

    private static Shop shop(ResultSet row) throws SQLException {
        return new Shop(
                row.getLong("id"),
                row.getString("name"),
                row.getString("category_code"),
                "OPEN".equals(row.getString("opening")),
                row.getObject("owner") == null
                        ? null
                        : new ShopPage.Owner(row.getString("owner_name"), row.getString("business_number")));
    }

    private ShopPage page(Shop shop, @Nullable Instant asOf) {
        LocalDateTime now = LocalDateTime.now(clock);
        return new ShopPage(
                shop.id(),
                shop.name(),
                shop.category(),
                shop.open(),
                shop.owner(),
                jdbc.sql(MENUS)
                        .param(shop.id())
                        .query((menu, number) -> menu(menu))
                        .list(),
                jdbc.sql(ADS)
                        .params(shop.id(), now, now)
                        .query((ad, number) -> new ShopPage.Ad(ad.getLong("id"), ad.getString("type")))
                        .list(),
                asOf);
    }

    private static ShopPage.Menu menu(ResultSet menu) throws SQLException {
        BigDecimal price = menu.getBigDecimal("price");
        return new ShopPage.Menu(
                menu.getLong("id"),
                menu.getString("name"),
                price == null ? 0 : price.longValue(),
                "ON_SALE".equals(menu.getString("availability")));
    }
}
