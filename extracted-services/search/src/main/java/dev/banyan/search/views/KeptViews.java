package dev.banyan.search.views;

import dev.banyan.kit.source.Importer;
import dev.banyan.kit.source.KeptView;
import dev.banyan.kit.source.Source;
import dev.banyan.kit.source.ViewTable;
import dev.banyan.kit.subscribe.ViewFetch;
import dev.banyan.search.rows.ShopVersions;
import org.springframework.beans.factory.BeanRegistrar;
import org.springframework.beans.factory.BeanRegistry;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes each view that has a source; without any, search is no subscriber. */
@Configuration(proxyBeanMethods = false)
@Import(KeptViews.class)
class KeptViews implements BeanRegistrar {

    @Override
    public void register(BeanRegistry registry, Environment environment) {
        ViewSettings settings = Binder.get(environment).bindOrCreate("views", ViewSettings.class);
        settings.kept().forEach(what -> register(registry, what, settings));
    }

    private static void register(BeanRegistry registry, SearchView what, ViewSettings settings) {
        String name = what.source();
        Source source = new Source(settings.sources(what), name, settings.answerTimeout());
        registry.registerBean(
                name + "Fetch",
                ViewFetch.class,
                bean -> bean.supplier(beans -> new ViewFetch(what.events(), indexed(what, beans), source)));
        registry.registerBean(
                name + "Import",
                Importer.class,
                bean -> bean.supplier(beans ->
                        new Importer(indexed(what, beans), source, beans.bean(JdbcClient.class), transaction(beans))));
        registry.registerBean(
                name + "View",
                KeptView.class,
                bean -> bean.supplier(
                        beans -> new KeptView(name, table(what, beans), beans.bean(name + "Import", Importer.class))));
    }

    private static IndexedView indexed(SearchView what, BeanRegistry.SupplierContext beans) {
        return new IndexedView(
                what,
                table(what, beans),
                beans.bean(ShopVersions.class),
                beans.bean(JdbcClient.class),
                transaction(beans));
    }

    private static ViewTable table(SearchView what, BeanRegistry.SupplierContext beans) {
        return new ViewTable(beans.bean(JdbcClient.class), what.table(), what.columns());
    }

    private static TransactionTemplate transaction(BeanRegistry.SupplierContext beans) {
        return new TransactionTemplate(beans.bean(PlatformTransactionManager.class));
    }
}
