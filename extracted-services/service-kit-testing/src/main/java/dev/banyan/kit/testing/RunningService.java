package dev.banyan.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
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

    /** As in its problem types: without the ending {@code -service}. */
    public String name() {
        return context.getEnvironment()
                .getRequiredProperty("spring.application.name")
                .replaceFirst("-service$", "");
    }

    /**
     * Stops it gracefully while a request is under way.
     *
     * @param inTheWay what the request waits for
     * @return the request's answer, which came although connections were refused by then, and before the service ended
     */
    public Answer stopDuring(CompletableFuture<Answer> request, LockedRow inTheWay) throws SQLException {
        inTheWay.awaitWaiter();
        CompletableFuture<Void> stopped = CompletableFuture.runAsync(this::close);
        Awaitility.await().until(this::refusesConnections);
        assertThat(stopped).isNotDone();
        inTheWay.release();
        Answer answer = request.join();
        stopped.join();
        return answer;
    }

    private boolean refusesConnections() {
        return client.send("GET", "/actuator/health/liveness", "")
                .handle((answer, failure) -> failure != null)
                .join();
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
