package dev.banyan.kit.testing;

import dev.banyan.mariadb.LoopbackPorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.awaitility.Awaitility;

/** A service in a process of its own that can be killed, and started again on the same port. */
public final class KillableService implements AutoCloseable {

    /** For machines that do much else meanwhile. */
    private static final Duration START = Duration.ofMinutes(2);

    private final Program program;
    private final List<String> arguments;
    private final Client client;
    private ServiceProcess process;

    private KillableService(Program program, List<String> arguments, int port) {
        this.program = program;
        this.arguments = List.copyOf(arguments);
        this.client = new Client("http://127.0.0.1:" + port);
        this.process = ServiceProcess.start(program, this.arguments);
    }

    /** Returns when it is ready. */
    public static KillableService start(Class<?> application, TestDatabase database, String... settings) {
        return start(Program.of(application), database, settings);
    }

    /**
     * Another module's service, as it is shipped. Returns when it is ready.
     *
     * @param artifact whose jar with the classifier {@code app} is a dependency of the tests
     */
    public static KillableService startJar(String artifact, TestDatabase database, String... settings) {
        return start(Program.ofJar(artifact), database, settings);
    }

    private static KillableService start(Program program, TestDatabase database, String... settings) {
        int port = LoopbackPorts.free();
        List<String> arguments = new ArrayList<>(List.of("--server.port=" + port));
        arguments.addAll(database.settings());
        arguments.addAll(List.of(settings));
        KillableService service = new KillableService(program, arguments, port);
        service.awaitReady();
        return service;
    }

    public Client http() {
        return client;
    }

    public String url() {
        return client.url();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** It keeps its connections and answers nobody (SIGSTOP), until {@link #thaw}. */
    public void freeze() {
        process.signal("STOP");
    }

    public void thaw() {
        process.signal("CONT");
    }

    /** As {@code kill -9} does; returns when it is gone. */
    public void kill() {
        process.kill();
    }

    /** Returns when it is ready again. */
    public void restart() {
        process.kill();
        process = ServiceProcess.start(program, arguments);
        awaitReady();
    }

    private void awaitReady() {
        try {
            Awaitility.await()
                    .atMost(START)
                    .ignoreException(CompletionException.class)
                    .until(() -> {
                        if (!process.isAlive()) {
                            throw new IllegalStateException("It ended while it started; see " + program.log());
                        }
                        return client.get("/actuator/health/readiness").status() == 200;
                    });
        } catch (RuntimeException notReady) {
            process.kill();
            throw notReady;
        }
    }

    @Override
    public void close() {
        process.kill();
    }
}
