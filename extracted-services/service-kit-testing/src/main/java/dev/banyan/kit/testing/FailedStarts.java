package dev.banyan.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.mariadb.LoopbackPorts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts of a service that must fail for a mistake in its settings, all at the same time: each ends with code 1, says what is
 * wrong once and what to do, and shows no stack trace.
 */
public final class FailedStarts implements AutoCloseable {

    private final Class<?> application;
    private final Map<ServiceProcess, String> started = new LinkedHashMap<>();

    private FailedStarts(Class<?> application) {
        this.application = application;
    }

    public static FailedStarts of(Class<?> application) {
        return new FailedStarts(application);
    }

    /** The database refuses the service, or there is none. */
    public FailedStarts wrongDatabase() {
        start(
                "refused user 'service': wrong user or password.",
                "--spring.datasource.url=" + TestDatabase.create().url(),
                "--spring.datasource.username=" + TestDatabase.USER,
                "--spring.datasource.password=wrong");
        start(
                "No database answers at jdbc:mysql://127.0.0.1:",
                "--spring.datasource.url=jdbc:mysql://127.0.0.1:" + LoopbackPorts.free() + "/nowhere");
        return this;
    }

    /** The server has no such schema. */
    public FailedStarts noSchema() {
        start(
                "User 'service' cannot use the database of",
                "--spring.datasource.url=" + TestDatabase.create().url().replaceFirst("/test\\d+", "/nowhere"),
                "--spring.datasource.username=" + TestDatabase.USER,
                "--spring.datasource.password=" + TestDatabase.PASSWORD);
        return this;
    }

    /** The database is right, the settings are these alone. */
    public FailedStarts wrongSettings(String message, String... settings) {
        List<String> all = new ArrayList<>(TestDatabase.create().settings());
        all.addAll(List.of(settings));
        start(message, all.toArray(String[]::new));
        return this;
    }

    private void start(String message, String... settings) {
        List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
        arguments.addAll(List.of(settings));
        started.put(ServiceProcess.startToEnd(application, arguments), message);
    }

    public void assertToldInTwoLines() {
        started.forEach((process, message) -> {
            ServiceProcess.Ended ended = process.ended();
            assertThat(ended.output())
                    .containsOnlyOnce(message)
                    .contains("Action:")
                    .doesNotContain("\tat ");
            assertThat(ended.exitCode()).isEqualTo(1);
        });
    }

    @Override
    public void close() {
        started.keySet().forEach(ServiceProcess::close);
    }
}
