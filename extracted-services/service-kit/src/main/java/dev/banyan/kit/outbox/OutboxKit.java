package dev.banyan.kit.outbox;

import dev.banyan.kit.migration.KitTables;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** The outbox, its table and its cleaning, for services that say {@code outbox.enabled: true}. */
@AutoConfiguration
@ConditionalOnProperty("outbox.enabled")
@EnableConfigurationProperties(OutboxSettings.class)
class OutboxKit {

    @Bean
    Outbox outbox(JdbcClient jdbc, Clock clock) {
        return new Outbox(jdbc, JsonMapper.shared(), clock);
    }

    @Bean
    OutboxCleaner outboxCleaner(JdbcClient jdbc, OutboxSettings settings, Clock clock) {
        return new OutboxCleaner(jdbc, settings, clock);
    }

    @Bean
    OutboxUpkeep outboxUpkeep(OutboxCleaner cleaner, OutboxSettings settings) {
        return new OutboxUpkeep(cleaner, settings);
    }

    @Bean
    FlywayConfigurationCustomizer outboxTable() {
        return KitTables.in("db/outbox");
    }
}
