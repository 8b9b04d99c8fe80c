package dev.banyan.kit.feed;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.Location;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The receiver, its routes and its table, for services that have a {@link FeedEffect}. */
@AutoConfiguration
@ConditionalOnBean(FeedEffect.class)
@EnableConfigurationProperties(FeedSettings.class)
@Import(FeedRoutes.class)
class FeedKit {

    @Bean
    FeedReceiver feedReceiver(List<FeedEffect> effects, JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new FeedReceiver(effects, new FeedPositions(jdbc), new TransactionTemplate(transactions));
    }

    /** The table feed_position comes with the service's own migrations. */
    @Bean
    FlywayConfigurationCustomizer feedTable() {
        return flyway -> {
            Stream<Location> own = Arrays.stream(flyway.getLocations());
            Stream<Location> ours = Stream.of(Location.fromPath("classpath:", "db/feed"));
            flyway.locations(Stream.concat(own, ours).toArray(Location[]::new));
        };
    }
}
