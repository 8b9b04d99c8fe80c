package dev.banyan.payment;

import static dev.banyan.payment.GatewayStub.approvedByReference;
import static dev.banyan.payment.GatewayStub.charges;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.banyan.kit.database.DeadlockRetry;
import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Asked;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.KillUnderLoad;
import dev.banyan.kit.testing.KillUnderLoad.Told;
import dev.banyan.kit.testing.KillableService;
import dev.banyan.kit.testing.TestDatabase;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code kill -9} under load. Customers are refused connections until the service is ready again. A charge that was under way
 * is answered 409 with Retry-After until 30 s after it began, and then goes on by its key; all others are answered as
 * ever. No payment is lost, and the gateway is asked for none under a second reference.
 */
class KillIT {

    private final WireMockServer gateway =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().containerThreads(60));

    @BeforeEach
    void start() {
        gateway.start();
        gateway.stubFor(charges(approvedByReference().withFixedDelay(20)));
    }

    @AfterEach
    void stop() {
        gateway.stop();
    }

    @Test
    void refusesConnectionsUntilItIsBackAndTakesEveryPaymentOnce() {
        TestDatabase database = TestDatabase.create();
        try (KillableService service =
                KillableService.start(PaymentApplication.class, database, "--gateway.url=" + gateway.baseUrl())) {
            Told told = KillUnderLoad.run(
                    service,
                    (http, asked) -> asked.customer() == 0
                            ? http.send("GET", "/api/members/1/payments", "")
                            : charge(http, asked));

            assertThat(told.postponed()).hasSizeLessThanOrEqualTo(3).allSatisfy((asked, answer) -> {
                assertThat(answer.status()).isEqualTo(409);
                assertThat(answer.json().get("type").stringValue()).isEqualTo("urn:payment:in-progress");
            });
            halfAMinutePasses(database);
            assertThat(told.postponed().keySet())
                    .allSatisfy(asked -> assertThat(
                                    charge(service.http(), asked).join().status())
                            .isEqualTo(201));

            Map<String, Long> references = Stream.concat(
                            told.answered().keySet().stream(), told.postponed().keySet().stream())
                    .filter(asked -> asked.customer() > 0)
                    .collect(Collectors.toMap(
                            KillIT::reference, asked -> told.postponed().containsKey(asked) ? 2L : 1L));
            assertThat(database.sql()
                            .sql("SELECT gateway_transaction_id FROM payment WHERE status = 'APPROVED'")
                            .query(String.class)
                            .list())
                    .containsExactlyInAnyOrderElementsOf(references.keySet().stream()
                            .map(reference -> "of " + reference)
                            .toList());
            assertThat(asked())
                    .allSatisfy((reference, times) ->
                            assertThat(times).as(reference).isBetween(1L, references.get(reference)));
        }
    }

    private static CompletableFuture<Answer> charge(Client http, Asked asked) {
        return http.send(
                "POST",
                "/api/payments",
                "{\"orderId\":%d,\"amount\":5000,\"method\":\"CARD\"}".formatted(asked.number()),
                "X-Member-Id",
                String.valueOf(asked.customer()),
                "Idempotency-Key",
                asked.key());
    }

    private static String reference(Asked asked) {
        return "mem-" + asked.customer() + "-" + asked.key();
    }

    private static void halfAMinutePasses(TestDatabase database) {
        new DeadlockRetry()
                .run(() -> database.sql()
                        .sql("UPDATE payment SET updated_at = updated_at - INTERVAL 60 SECOND WHERE status = 'PENDING'")
                        .update());
    }

    /** How often the gateway was asked, by reference. */
    private Map<String, Long> asked() {
        return gateway.getAllServeEvents().stream()
                .map(event -> JsonMapper.shared()
                        .readTree(event.getRequest().getBodyAsString())
                        .get("reference")
                        .stringValue())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }
}
