package dev.banyan.playbooks.load;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Answers as the shop behind a proxy would, until told otherwise. */
public final class TestProxy implements AutoCloseable {

    private final HttpServer server;
    private final AtomicBoolean alive = new AtomicBoolean(true);

    public TestProxy(int port, HttpHandler handler) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", handler);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    public static void shop(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        boolean declined = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                .matches(".*\"amount\":\\d*13\\b.*");
        if (path.equals("/api/shops")) {
            answer(exchange, 200, "[{\"id\":1,\"open\":true},{\"id\":2,\"open\":false}]");
        } else if (path.endsWith("/menus")) {
            answer(exchange, 200, "[{\"id\":5,\"onSale\":true},{\"id\":6,\"onSale\":false}]");
        } else if (path.endsWith("/50000")) {
            answer(exchange, 404, "{}");
        } else if (declined) {
            answer(exchange, 402, "{\"paymentId\":77}");
        } else {
            answer(exchange, 200, "{\"id\":77,\"totalAmount\":5}");
        }
    }

    static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("X-Banyan-Side", "monolith");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    int port() {
        return server.getAddress().getPort();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** Breaks all connections and takes no more, as a process does that is killed. */
    void die() {
        if (alive.compareAndSet(true, false)) {
            server.stop(0);
        }
    }

    @Override
    public void close() {
        die();
    }
}
