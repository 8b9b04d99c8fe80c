package dev.banyan.queues;

import java.util.OptionalInt;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** ElasticMQ on a port of this machine. Queues are made by those who use them, and forgotten when it ends. */
public final class QueueServer {
    private static final String HOST = "127.0.0.1";

    private QueueServer() {}

    /**
     * Serves until the process is ended.
     *
     * @param args {@code --port=N}
     */
    public static void main(String[] args) {
        OptionalInt port = port(args);
        if (port.isEmpty()) {
            System.err.println("Say where to listen, and nothing else: --port=9324");
            System.exit(2);
        }
        SQSRestServer server = serve(port.getAsInt());
        Runtime.getRuntime().addShutdownHook(new Thread(server::stopAndWait, "queues-end"));
    }

    /** Empty where the arguments are not one port. */
    static OptionalInt port(String... args) {
        return args.length == 1 && args[0].matches("--port=\\d{1,5}")
                ? OptionalInt.of(Integer.parseInt(args[0].substring("--port=".length())))
                : OptionalInt.empty();
    }

    /** Takes requests when it returns. */
    static SQSRestServer serve(int port) {
        SQSRestServer server = SQSRestServerBuilder.withInterface(HOST)
                .withPort(port)
                .withServerAddress(new NodeAddress("http", HOST, port, ""))
                .start();
        server.waitUntilStarted();
        return server;
    }
}
