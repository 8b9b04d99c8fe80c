package dev.banyan.kit.testing;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole service in this JVM, on a free port. */
public final class RunningService implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final Client client;

    private RunningService(Class<?> application, List<String> arguments) {
        context = SpringApplication.run(application, arguments.toArray(String[]::new));
        client = new Client(url());
    }

    /** @param settings command-line arguments, like {@code --feed.token=secret} */
    public static RunningService start(Class<?> application, TestDatabase database, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
        arguments.addAll(database.settings());
        arguments.addAll(List.of(settings));
        return new RunningService(application, arguments);
    }

    public Client http() {
        return client;
    }

    public String url() {
        return "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port");
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Stops it gracefully. */
    @Override
    public void close() {
        context.close();
    }
}
