package dev.banyan.bench.orders;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers for the shop list and for the menus' owner: each shop is open, and sells menu 11 for 9,000. */
final class Shops implements AutoCloseable {
    static final long MENU = 11;

    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    Shops() throws IOException {
        server.createContext("/api/shops/", Shops::answer);
        server.setExecutor(pool);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private static void answer(HttpExchange request) throws IOException {
        String path = request.getRequestURI().getPath();
        String shop = path.replaceAll("\\D", "");
        byte[] body = (path.endsWith("/menus")
                        ? "[{\"id\":" + MENU + ",\"name\":\"chicken\",\"price\":9000,\"onSale\":true}]"
                        : "{\"id\":" + shop + ",\"open\":true}")
                .getBytes(StandardCharsets.UTF_8);
        request.getResponseHeaders().set("Content-Type", "application/json");
        request.sendResponseHeaders(200, body.length);
        try (request) {
            request.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        pool.shutdownNow();
    }
}
