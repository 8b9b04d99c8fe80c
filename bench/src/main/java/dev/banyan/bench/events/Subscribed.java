package dev.banyan.bench.events;

import dev.banyan.bench.events.CountingService.Deliveries;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The subscriber, running in this process. */
final class Subscribed implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private Subscribed(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param server whose queue it empties, and in which its own schema lies */
    static Subscribed start(OutboxServer server) {
        String schema = "delivered";
        server.server.execute("CREATE DATABASE IF NOT EXISTS " + schema);
        return new Subscribed(SpringApplication.run(
                CountingService.class,
                List.of(
                                "--spring.config.name=bench",
                                "--spring.datasource.url=" + server.server.url(schema),
                                "--spring.datasource.username=root",
                                "--subscribe.name=" + OutboxServer.SUBSCRIBER,
                                "--subscribe.endpoint=" + server.sqs.endpoint())
                        .toArray(String[]::new)));
    }

    Deliveries deliveries() {
        return context.getBean(Deliveries.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
