package dev.banyan.sync.stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.banyan.control.store.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A service that is fed, in memory: its view is the rows of each table by their {@code id}. */
final class FeedReceiver implements AutoCloseable {
    static final String TOKEN = "letmein";

    private final int port;
    private @Nullable HttpServer server;
    private @Nullable ExecutorService threads;

    private long epoch;
    private @Nullable String position;
    private String snapshot = "NONE";
    private boolean fresh;
    private final Map<String, Map<Long, JsonNode>> view = new TreeMap<>();
    private final List<JsonNode> batches = new ArrayList<>();
    private int loseAnswers;
    private int repeats;
    private String notUnderstood = "";
    private String token = TOKEN;

    FeedReceiver() throws IOException {
        HttpServer first = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        port = first.getAddress().getPort();
        serve(first);
    }

    String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Dies: nobody listens any more. What it has stored stays. */
    synchronized void die() {
        if (server != null && threads != null) {
            server.stop(0);
            threads.shutdownNow();
        }
        server = null;
    }

    synchronized void comeBack() throws IOException {
        serve(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0));
    }

    private void serve(HttpServer next) {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        next.setExecutor(pool);
        next.createContext("/feed/", this::handle);
        next.start();
        server = next;
        threads = pool;
    }

    /** The next answers get lost, after their batches were stored. */
    synchronized void loseAnswers(int number) {
        loseAnswers = number;
    }

    /** From now on a batch with this table is not understood; empty: all are. */
    synchronized void dontUnderstand(String table) {
        notUnderstood = table;
    }

    synchronized void expect(String newToken) {
        token = newToken;
    }

    /** As if another process took the feed over. */
    synchronized void raiseEpoch() {
        epoch++;
    }

    /** As if restored from a backup made at that position: rows and all. */
    synchronized void putBack(String to) {
        position = to;
    }

    synchronized @Nullable String position() {
        return position;
    }

    synchronized long epoch() {
        return epoch;
    }

    synchronized int repeats() {
        return repeats;
    }

    synchronized List<JsonNode> batches() {
        return List.copyOf(batches);
    }

    /** All changes stored so far, in order, repeated ones once. */
    synchronized List<JsonNode> changes() {
        List<JsonNode> all = new ArrayList<>();
        batches.forEach(batch -> batch.path("changes").forEach(all::add));
        return all;
    }

    synchronized Map<Long, JsonNode> rows(String table) {
        return new LinkedHashMap<>(view.getOrDefault(table, Map.of()));
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int status;
        String answer;
        synchronized (this) {
            if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                status = 401;
                answer = "{\"detail\":\"Wrong token.\"}";
            } else if (exchange.getRequestURI().getPath().endsWith("/take-over")) {
                epoch++;
                fresh = true;
                status = 200;
                answer = standing();
            } else {
                JsonNode batch = Json.mapper().readTree(body);
                status = store(batch);
                answer = switch (status) {
                    case 200 ->
                        Json.mapper()
                                .createObjectNode()
                                .put("position", position)
                                .toString();
                    case 400 -> "{\"title\":\"Bad batch\",\"detail\":\"Table " + notUnderstood + " is unknown.\"}";
                    default -> standing();
                };
                if (status == 200 && loseAnswers > 0 && !batch.path("changes").isEmpty()) {
                    loseAnswers--;
                    exchange.close();
                    return;
                }
            }
        }
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private int store(JsonNode batch) {
        String from = text(batch.path("from"));
        String to = text(batch.path("to"));
        if (batch.path("epoch").longValue() != epoch) {
            return 409;
        }
        if (to != null && to.equals(position)) {
            repeats++;
            return 200;
        }
        if (from == null ? position != null : !from.equals(position)) {
            return 409;
        }
        for (JsonNode change : batch.path("changes")) {
            if (change.path("table").stringValue().equals(notUnderstood)) {
                return 400;
            }
        }
        if (from == null && fresh && !snapshot.equals("DONE")) {
            view.clear();
            batches.clear();
        }
        fresh = false;
        batch.path("changes").forEach(this::apply);
        batches.add(batch);
        position = to;
        snapshot = batch.path("snapshot").stringValue();
        return 200;
    }

    private void apply(JsonNode change) {
        Map<Long, JsonNode> rows = view.computeIfAbsent(change.path("table").stringValue(), table -> new TreeMap<>());
        if (change.path("before").isObject()) {
            rows.remove(change.path("before").path("id").longValue());
        }
        if (change.path("after").isObject()) {
            rows.put(change.path("after").path("id").longValue(), change.path("after"));
        }
    }

    private String standing() {
        ObjectNode standing = Json.mapper().createObjectNode();
        standing.put("epoch", epoch);
        standing.put("position", position);
        standing.put("snapshot", snapshot);
        return standing.toString();
    }

    private static @Nullable String text(JsonNode node) {
        return node.isString() ? node.stringValue() : null;
    }

    @Override
    public void close() {
        die();
    }
}
