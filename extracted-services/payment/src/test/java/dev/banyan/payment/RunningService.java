package dev.banyan.payment;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole service on free ports, with a real database and a gateway that the test scripts. */
final class RunningService implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    final WireMockServer gateway =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().containerThreads(60));
    final JdbcClient sql;

    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningService(List<String> settings) {
        TestDatabase database = TestDatabase.create();
        sql = database.sql();
        gateway.start();
        List<String> arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--spring.datasource.url=" + database.url(),
                "--spring.datasource.username=" + TestDatabase.USER,
                "--spring.datasource.password=" + TestDatabase.PASSWORD,
                "--gateway.url=" + gateway.baseUrl()));
        arguments.addAll(settings);
        context = SpringApplication.run(PaymentApplication.class, arguments.toArray(String[]::new));
    }

    static RunningService start(String... settings) {
        return new RunningService(List.of(settings));
    }

    /** Status, headers and JSON body of an answer. */
    record Answer(HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    Answer charge(long member, String key, long order, long amount) {
        return join(chargeAsync(member, key, order, amount));
    }

    CompletableFuture<Answer> chargeAsync(long member, String key, long order, long amount) {
        String body = "{\"orderId\":%d,\"amount\":%d,\"method\":\"CARD\"}".formatted(order, amount);
        return send(post("/api/payments", body, "X-Member-Id", "" + member, "Idempotency-Key", key));
    }

    Answer refund(long member, String key, long id) {
        return join(refundAsync(member, key, id));
    }

    CompletableFuture<Answer> refundAsync(long member, String key, long id) {
        String path = "/api/payments/" + id + "/refund";
        return send(post(path, "", "X-Member-Id", "" + member, "Idempotency-Key", key));
    }

    Answer get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        return join(send(headers.length == 0 ? request : request.headers(headers)));
    }

    HttpRequest.Builder post(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return headers.length == 0 ? request : request.headers(headers);
    }

    CompletableFuture<Answer> send(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(Answer::new);
    }

    /** The answer, or the test fails. */
    static Answer join(CompletableFuture<Answer> answer) {
        return answer.join();
    }

    String raw(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    String statusOf(long id) {
        return sql.sql("SELECT status FROM payment WHERE id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    String url() {
        return uri("").toString();
    }

    private URI uri(String path) {
        int port = ((ServletWebServerApplicationContext) context).getWebServer().getPort();
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Stops the service gracefully, the gateway stays. */
    void stopService() {
        context.close();
    }

    @Override
    public void close() {
        context.close();
        gateway.stop();
    }
}
