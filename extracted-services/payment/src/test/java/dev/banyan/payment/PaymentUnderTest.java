package dev.banyan.payment;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.RunningService;
import dev.banyan.kit.testing.TestDatabase;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole service with a real database and a gateway that the test scripts. */
final class PaymentUnderTest implements AutoCloseable {

    final WireMockServer gateway =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().containerThreads(60));
    final JdbcClient sql;
    final RunningService service;

    private PaymentUnderTest(String... settings) {
        TestDatabase database = TestDatabase.create();
        sql = database.sql();
        gateway.start();
        service = RunningService.start(
                PaymentApplication.class,
                database,
                Stream.concat(Stream.of("--gateway.url=" + gateway.baseUrl()), Stream.of(settings))
                        .toArray(String[]::new));
    }

    static PaymentUnderTest start(String... settings) {
        return new PaymentUnderTest(settings);
    }

    String url() {
        return service.url();
    }

    Answer charge(long member, String key, long order, long amount) {
        return chargeAsync(member, key, order, amount).join();
    }

    CompletableFuture<Answer> chargeAsync(long member, String key, long order, long amount) {
        String body = "{\"orderId\":%d,\"amount\":%d,\"method\":\"CARD\"}".formatted(order, amount);
        return service.http().send("POST", "/api/payments", body, "X-Member-Id", "" + member, "Idempotency-Key", key);
    }

    Answer refund(long member, String key, long id) {
        return refundAsync(member, key, id).join();
    }

    CompletableFuture<Answer> refundAsync(long member, String key, long id) {
        String path = "/api/payments/" + id + "/refund";
        return service.http().send("POST", path, "", "X-Member-Id", "" + member, "Idempotency-Key", key);
    }

    Answer get(String path, String... headers) {
        return service.http().get(path, headers);
    }

    Answer post(String path, String body, String... headers) {
        return service.http().post(path, body, headers);
    }

    String statusOf(long id) {
        return sql.sql("SELECT status FROM payment WHERE id = ?")
                .param(id)
                .query(String.class)
                .single();
    }

    /** Stops the service gracefully, the gateway stays. */
    void stopService() {
        service.close();
    }

    @Override
    public void close() {
        service.close();
        gateway.stop();
    }
}
