package dev.banyan.kit.subscribe;

import dev.banyan.events.Queues;
import dev.banyan.kit.ServiceName;
import dev.banyan.kit.migration.KitTables;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The subscriber and its inbox, for services that have an {@link EventHandler}, unless they say {@code subscribe.enabled: false}. */
@AutoConfiguration
@ConditionalOnProperty(name = "subscribe.enabled", matchIfMissing = true)
@ConditionalOnBean(EventHandler.class)
@EnableConfigurationProperties(SubscribeSettings.class)
class SubscribeKit {

    @Bean(destroyMethod = "close")
    Queues subscriberQueues(SubscribeSettings settings) {
        return Queues.open(settings.transport(), settings.queues());
    }

    @Bean
    SubscriberMetrics subscriberMetrics(MeterRegistry meters, Clock clock) {
        return new SubscriberMetrics(meters, clock);
    }

    @Bean("subscriber")
    SubscriberState subscriberState(SubscriberMetrics metrics, Clock clock) {
        return new SubscriberState(metrics, clock);
    }

    @Bean
    Subscriber eventSubscriber(
            Queues queues,
            List<EventHandler> handlers,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            SubscribeSettings settings,
            SubscriberMetrics metrics,
            SubscriberState state,
            Environment environment,
            Clock clock) {
        String name = Objects.requireNonNullElseGet(
                settings.name(), () -> ServiceName.of(environment).text());
        Inbox inbox = new Inbox(jdbc, name, clock);
        Handling handling = new Handling(handlers, inbox, new TransactionTemplate(transactions), metrics);
        return new Subscriber(queues.receiver(name), handling, inbox, settings, state, clock);
    }

    @Bean
    FlywayConfigurationCustomizer inboxTable() {
        return KitTables.in("db/subscribe");
    }
}
