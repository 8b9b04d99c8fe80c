package dev.banyan.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The side of the synchroniser: one epoch, whole batches one after the other, each perhaps sent again. */
final class Feeding {

    private final Client http;
    private final long epoch;
    private String position;
    private String lastBatch = "";

    private Feeding(Client http, long epoch, String position) {
        this.http = http;
        this.epoch = epoch;
        this.position = position;
    }

    static Feeding takeOver(Client http) {
        var answer = http.post("/feed/settlement/take-over", "").json();
        return new Feeding(
                http,
                answer.get("epoch").longValue(),
                answer.get("position").isNull() ? null : answer.get("position").stringValue());
    }

    void copy(List<String> rows) {
        assertTaken(send(null, null, "RUNNING", rows));
        assertTaken(send(null, "0", "DONE", List.of()));
        position = "0";
    }

    void follow(String... changes) {
        String to = String.valueOf(Long.parseLong(position) + 1);
        assertTaken(send(position, to, "DONE", List.of(changes)));
        position = to;
    }

    Answer refused(String... changes) {
        return send(position, String.valueOf(Long.parseLong(position) + 1), "DONE", List.of(changes));
    }

    /** The batch of that number after the copy, by whoever keeps count himself. */
    CompletableFuture<Answer> sendBatch(long number, String... changes) {
        String body = batch(String.valueOf(number - 1), String.valueOf(number), "DONE", List.of(changes));
        return http.send("POST", "/feed/settlement", body);
    }

    /** As after an answer that was lost. */
    void repeatLastBatch() {
        assertTaken(http.post("/feed/settlement", lastBatch));
    }

    private Answer send(String from, String to, String snapshot, List<String> changes) {
        lastBatch = batch(from, to, snapshot, changes);
        return http.post("/feed/settlement", lastBatch);
    }

    private String batch(String from, String to, String snapshot, List<String> changes) {
        return "{\"epoch\":%d,\"from\":%s,\"to\":%s,\"snapshot\":\"%s\",\"changes\":[%s]}"
                .formatted(epoch, quoted(from), quoted(to), snapshot, String.join(",", changes));
    }

    private static void assertTaken(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    static String snapshot(String table, String row) {
        return change(table, "SNAPSHOT", "null", row);
    }

    static String update(String table, String row) {
        return change(table, "UPDATE", row, row);
    }

    static String delete(String table, String row) {
        return change(table, "DELETE", row, "null");
    }

    static String order(long id, long shop, String status, long amount, String day) {
        return "{\"id\":%d,\"shop_id\":%d,\"status\":\"%s\",\"total_amount\":%d,\"created_at\":\"%sT19:30:00\"}"
                .formatted(id, shop, status, amount, day);
    }

    static String payment(long id, long order, String status, long amount, String refundDay) {
        String time = refundDay == null ? "null" : "\"" + refundDay + "T20:15:00\"";
        return "{\"id\":%d,\"order_id\":%d,\"status\":\"%s\",\"amount\":%d,\"refunded_at\":%s}"
                .formatted(id, order, status, amount, time);
    }

    static String delivered(long id, long shop, long amount, String day) {
        return update("order", order(id, shop, "DELIVERED", amount, day));
    }

    static String refunded(long id, long order, long amount, String day) {
        return update("payment", payment(id, order, "CANCELLED", amount, day));
    }

    private static String change(String table, String kind, String before, String after) {
        return "{\"table\":\"%s\",\"kind\":\"%s\",\"before\":%s,\"after\":%s,\"at\":1488358800000}"
                .formatted(table, kind, before, after);
    }

    private static String quoted(String text) {
        return text == null ? "null" : "\"" + text + "\"";
    }

    static List<List<String>> inBatchesOf(int size, List<String> changes) {
        List<List<String>> batches = new ArrayList<>();
        for (int i = 0; i < changes.size(); i += size) {
            batches.add(changes.subList(i, Math.min(i + size, changes.size())));
        }
        return batches;
    }
}
