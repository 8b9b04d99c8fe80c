package dev.banyan.events.testing;

import dev.banyan.events.TransportSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.jspecify.annotations.Nullable;

/** ElasticMQ in this JVM. It forgets everything when it stops. */
public final class EmbeddedSqs implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private final int port = freePort();
    private @Nullable SQSRestServer server;

    private EmbeddedSqs() {}

    public static EmbeddedSqs start() {
        EmbeddedSqs sqs = new EmbeddedSqs();
        sqs.restart();
        return sqs;
    }

    /** On the same port, without the queues it had. */
    public void restart() {
        server = SQSRestServerBuilder.withInterface(HOST)
                .withPort(port)
                .withServerAddress(new NodeAddress("http", HOST, port, ""))
                .start();
        server.waitUntilStarted();
    }

    public void stop() {
        if (server != null) {
            server.stopAndWait();
            server = null;
        }
    }

    public URI endpoint() {
        return URI.create("http://" + HOST + ":" + port);
    }

    public TransportSettings settings() {
        return new TransportSettings(endpoint(), "elasticmq", true, Duration.ofSeconds(3));
    }

    @Override
    public void close() {
        stop();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
