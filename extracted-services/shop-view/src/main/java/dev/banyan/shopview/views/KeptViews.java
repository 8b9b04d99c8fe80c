package dev.banyan.shopview.views;

import dev.banyan.kit.source.Importer;
import dev.banyan.kit.source.KeptView;
import dev.banyan.kit.source.Source;
import dev.banyan.kit.source.ViewTable;
import dev.banyan.kit.subscribe.ViewFetch;
import dev.banyan.shopview.pages.Sources;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Which rows are kept, which of their columns, and which events tell that one is otherwise. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "views.mode", havingValue = "events", matchIfMissing = true)
class KeptViews {

    private final Sources sources;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    KeptViews(Sources sources, JdbcClient jdbc, TransactionTemplate transaction) {
        this.sources = sources;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    @Bean
    @ConditionalOnProperty("views.shops")
    KeptView shopView() {
        return kept("shops", "shop", sources.shops(), "owner_id", "name", "category_code", "opening");
    }

    @Bean
    @ConditionalOnProperty("views.shops")
    ViewFetch shopEvents() {
        return fetch(shopView(), sources.shops(), "ShopChanged", "ShopClosed");
    }

    @Bean
    @ConditionalOnProperty("views.owners")
    KeptView ownerView() {
        return kept("owners", "owner", sources.owners(), "name", "business_number");
    }

    @Bean
    @ConditionalOnProperty("views.owners")
    ViewFetch ownerEvents() {
        return fetch(ownerView(), sources.owners(), "OwnerChanged");
    }

    @Bean
    @ConditionalOnProperty("views.menus")
    KeptView menuView() {
        return kept("menus", "menu", sources.menus(), "shop_id", "name", "price", "availability");
    }

    @Bean
    @ConditionalOnProperty("views.menus")
    ViewFetch menuEvents() {
        return fetch(menuView(), sources.menus(), "MenuChanged", "MenuSoldOut");
    }

    @Bean
    @ConditionalOnProperty("views.ads")
    KeptView adView() {
        return kept("ads", "ad", sources.ads(), "shop_id", "type", "bid", "starts_at", "ends_at");
    }

    @Bean
    @ConditionalOnProperty("views.ads")
    ViewFetch adEvents() {
        return fetch(adView(), sources.ads(), "AdStarted", "AdChanged", "AdEnded");
    }

    private KeptView kept(String name, String table, @Nullable URI at, String... columns) {
        ViewTable view = new ViewTable(jdbc, table, List.of(columns));
        return new KeptView(name, view, new Importer(view, source(name, at), jdbc, transaction));
    }

    private ViewFetch fetch(KeptView view, @Nullable URI at, String... types) {
        return new ViewFetch(Set.of(types), view.table(), source(view.name(), at));
    }

    private Source source(String view, @Nullable URI at) {
        return new Source(Objects.requireNonNull(at), view, sources.answerTimeout());
    }
}
