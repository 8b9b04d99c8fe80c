package dev.banyan.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An application in front of one database: POST writes the token that the request bears, GET says whether it is there. */
final class TinyApplication implements AutoCloseable {
    static final String TOKEN = "X-Token";
    private static final int MOST_TRIES = 3;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private volatile @Nullable DatabaseWriter database;

    /** Listens at once; answers 503 until it is given its database. */
    TinyApplication() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    void serve(DatabaseWriter writer) {
        database = writer;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status(exchange), -1);
        }
    }

    private int status(HttpExchange exchange) {
        DatabaseWriter writer = database;
        String token = exchange.getRequestHeaders().getFirst(TOKEN);
        if (writer == null || token == null) {
            return 503;
        }
        try {
            if (exchange.getRequestMethod().equals("POST")) {
                write(writer, token);
                return 201;
            }
            return writer.find(token) ? 200 : 404;
        } catch (SQLException e) {
            System.out.println("application at " + address() + ": " + token + ": " + e.getMessage());
            return Batch.refused(e) ? 409 : 500;
        }
    }

    /** Tries again what was taken back, as applications do: a neighbour may come first, and after it a trigger that is being installed. */
    private static void write(DatabaseWriter writer, String token) throws SQLException {
        for (int tries = 1; ; tries++) {
            try {
                writer.write(token);
                return;
            } catch (SQLException e) {
                if (tries == MOST_TRIES || !DatabaseWriter.takenBack(e)) {
                    throw e;
                }
            }
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        DatabaseWriter writer = database;
        if (writer != null) {
            writer.close();
        }
    }
}
