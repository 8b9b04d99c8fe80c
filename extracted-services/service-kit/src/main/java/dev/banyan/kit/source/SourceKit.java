package dev.banyan.kit.source;

import dev.banyan.kit.migration.KitTables;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The routes of a source that has an {@link ImportQuery}, and those and the table of a service that has a {@link KeptView}. */
@AutoConfiguration
class SourceKit {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(ImportQuery.class)
    @EnableConfigurationProperties(SourceSettings.class)
    static class Sources {

        @Bean
        ImportRoutes importRoutes(List<ImportQuery> queries, JdbcClient jdbc, SourceSettings settings, Clock clock) {
            return new ImportRoutes(queries, new ImportReader(jdbc), settings, clock);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBean(KeptView.class)
    static class Views {

        @Bean
        ViewRoutes viewRoutes(ObjectProvider<KeptView> views, Clock clock) {
            return new ViewRoutes(views.orderedStream().toList(), clock);
        }

        @Bean
        FlywayConfigurationCustomizer importTable() {
            return KitTables.in("db/source");
        }
    }
}
