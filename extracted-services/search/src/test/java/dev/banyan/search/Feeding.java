package dev.banyan.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Client;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The side of the synchroniser. */
final class Feeding {

    private final Client http;
    private final long epoch;
    private long position;

    private Feeding(Client http, long epoch) {
        this.http = http;
        this.epoch = epoch;
    }

    /** Takes over and makes a first copy of nothing. */
    static Feeding begin(Client http) {
        long epoch = http.post("/feed/search/take-over", "").json().get("epoch").longValue();
        Feeding feeding = new Feeding(http, epoch);
        assertTaken(feeding.send("null", "\"0\"", List.of()));
        return feeding;
    }

    synchronized void follow(String... changes) {
        assertTaken(send("\"" + position + "\"", "\"" + (position + 1) + "\"", List.of(changes)));
        position++;
    }

    synchronized Answer refused(String... changes) {
        return send("\"" + position + "\"", "\"" + (position + 1) + "\"", List.of(changes));
    }

    /** The batch of that number after the copy, by whoever keeps count himself. */
    CompletableFuture<Answer> sendBatch(long number, String... changes) {
        return http.send(
                "POST", "/feed/search", batch("\"" + (number - 1) + "\"", "\"" + number + "\"", List.of(changes)));
    }

    private Answer send(String from, String to, List<String> changes) {
        return http.post("/feed/search", batch(from, to, changes));
    }

    private String batch(String from, String to, List<String> changes) {
        return "{\"epoch\":%d,\"from\":%s,\"to\":%s,\"snapshot\":\"DONE\",\"changes\":[%s]}"
                .formatted(epoch, from, to, String.join(",", changes));
    }

    private static void assertTaken(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    static String shop(long id, String name, String category, String state, double lat, double lng) {
        return "{\"id\":%d,\"name\":\"%s\",\"category\":\"%s\",\"state\":\"%s\",\"lat\":\"%.6f\",\"lng\":\"%.6f\"}"
                .formatted(id, name, category, state, lat, lng);
    }

    static String shop(long id, String name) {
        return shop(id, name, "CK", "OPEN", 37.5, 127.0);
    }

    static String menu(long id, long shop, String name, String state) {
        return "{\"id\":%d,\"shop_id\":%d,\"name\":\"%s\",\"state\":\"%s\"}".formatted(id, shop, name, state);
    }

    static String category(String code, String name) {
        return "{\"code\":\"%s\",\"name\":\"%s\"}".formatted(code, name);
    }

    static String ad(long id, long shop, long bid, String from, String to, String status) {
        return ("{\"id\":%d,\"shop_id\":%d,\"type\":\"LISTING\",\"bid\":%d,\"starts_at\":\"%s\",\"ends_at\":%s,"
                        + "\"status\":\"%s\"}")
                .formatted(id, shop, bid, from, to == null ? "null" : "\"" + to + "\"", status);
    }

    static String keyword(long id, long ad, String keyword) {
        return "{\"id\":%d,\"ad_id\":%d,\"keyword\":\"%s\"}".formatted(id, ad, keyword);
    }

    static String insert(String table, String row) {
        return change(table, "INSERT", "null", row);
    }

    static String update(String table, String row) {
        return change(table, "UPDATE", row, row);
    }

    static String delete(String table, String row) {
        return change(table, "DELETE", row, "null");
    }

    private static String change(String table, String kind, String before, String after) {
        return "{\"table\":\"%s\",\"kind\":\"%s\",\"before\":%s,\"after\":%s,\"at\":1488358800000}"
                .formatted(table, kind, before, after);
    }
}
