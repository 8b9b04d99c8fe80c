package dev.banyan.order;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.kit.testing.Answer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of paid orders. */
class CommandIT {

    private static OrderUnderTest service;

    @BeforeAll
    static void start() {
        service = OrderUnderTest.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @BeforeEach
    void everybodyIsThere() {
        service.city.open();
    }

    @Test
    void goesTheWholeWayAndRepeatingIsNoMistake() {
        long order = service.order();

        assertThat(service.command(order, "complete").status()).isEqualTo(409);
        for (String command : List.of("relayed", "accept", "dispatch", "complete")) {
            assertThat(service.command(order, command).status()).as(command).isEqualTo(200);
            assertThat(service.command(order, command).status()).as(command).isEqualTo(200);
        }

        assertThat(service.status(order)).isEqualTo("DELIVERED");
        assertThat(service.command(order, "cancel").status()).isEqualTo(409);
        assertThat(service.facts(order))
                .containsExactly(
                        "OrderPaymentRequested",
                        "OrderCreated",
                        "OrderRelayed",
                        "OrderAccepted",
                        "OrderDispatched",
                        "OrderDelivered");
        assertThat(service.sql
                        .sql("SELECT version FROM customer_order WHERE id = ?")
                        .param(order)
                        .query(Long.class)
                        .single())
                .isEqualTo(6);
    }

    @Test
    void deliverIsBothStepsOfTheWay() {
        long order = service.order();

        assertThat(service.command(order, "deliver").status()).isEqualTo(409);
        service.command(order, "accept");
        assertThat(service.command(order, "deliver").json().get("status").stringValue())
                .isEqualTo("DELIVERED");
        assertThat(service.command(order, "deliver").status()).isEqualTo(200);
        assertThat(service.facts(order)).endsWith("OrderAccepted", "OrderDispatched", "OrderDelivered");
    }

    @Test
    void hearsFromTheRelayLateAndEarly() {
        long early = service.order();
        long late = service.order();
        service.command(late, "accept");

        service.payments.acknowledgeRelay(late);
        service.payments.acknowledgeRelay(early);

        await().untilAsserted(() -> assertThat(service.status(early)).isEqualTo("RELAYED"));
        assertThat(service.status(late)).isEqualTo("ACCEPTED");
        assertThat(service.facts(late)).doesNotContain("OrderRelayed");
    }

    @Test
    void refundsOnCancelBeforeItAnswers() {
        long order = service.order();

        Answer cancelled = service.command(order, "cancel");
        Answer again = service.command(order, "cancel");

        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.json().get("status").stringValue()).isEqualTo("CANCELLED");
        assertThat(cancelled.json().get("paidAmount").longValue()).isZero();
        assertThat(again.json()).isEqualTo(cancelled.json());
        assertThat(service.city.refundsAsked(order)).isEqualTo(1);
        assertThat(service.sql
                        .sql("SELECT JSON_VALUE(attributes, '$.reason') FROM outbox WHERE aggregate_id = ?"
                                + " AND type = 'OrderCancelled'")
                        .param(String.valueOf(order))
                        .query(String.class)
                        .single())
                .isEqualTo("BY_SHOP");
    }

    @Test
    void goesOnRefundingUntilPaymentHasDoneIt() {
        long order = service.order();
        service.city.refundsAnswer(aResponse().withStatus(502));

        Answer cancelled = service.command(order, "cancel");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.json().get("paidAmount").longValue()).isEqualTo(9_000);
        service.city.refundsAnswer(okJson("{\"status\":\"CANCELLED\"}"));

        await().untilAsserted(() -> assertThat(service.http()
                        .get("/api/orders/" + order)
                        .json()
                        .get("paidAmount")
                        .longValue())
                .isZero());
    }

    @Test
    void doesNotRefundWhatTheMemberTookBack() {
        long order = service.order();
        service.payments.cancel(order);
        await().untilAsserted(() -> assertThat(service.http()
                        .get("/api/orders/" + order)
                        .json()
                        .get("paidAmount")
                        .longValue())
                .isZero());

        assertThat(service.command(order, "cancel").status()).isEqualTo(200);

        assertThat(service.city.refundsAsked(order)).isZero();
    }

    @Test
    void knowsWhoMayCancelWhen() {
        long order = service.order();
        service.command(order, "accept");

        assertThat(cancel(order, "CUSTOMER")).isEqualTo(409);
        service.command(order, "dispatch");
        assertThat(cancel(order, "SHOP")).isEqualTo(409);
        assertThat(cancel(order, "NOBODY")).isEqualTo(400);
        assertThat(cancel(order, "ADMIN")).isEqualTo(200);
        assertThat(cancel(order, "CUSTOMER")).isEqualTo(200);
    }

    @Test
    void ofAcceptAndCancelAtTheSameMomentOneWins() {
        for (int round = 0; round < 10; round++) {
            long order = service.order();

            List<CompletableFuture<Answer>> asked = IntStream.range(0, 6)
                    .mapToObj(
                            i -> service.commandAsync(order, i % 2 == 0 ? "accept" : "cancel", "{\"by\":\"CUSTOMER\"}"))
                    .toList();
            List<Integer> accepts = List.of(code(asked, 0), code(asked, 2), code(asked, 4));
            List<Integer> cancels = List.of(code(asked, 1), code(asked, 3), code(asked, 5));

            boolean accepted = service.status(order).equals("ACCEPTED");
            assertThat(accepts).containsOnly(accepted ? 200 : 409);
            assertThat(cancels).containsOnly(accepted ? 409 : 200);
            assertThat(service.facts(order))
                    .containsExactly(
                            "OrderPaymentRequested", "OrderCreated", accepted ? "OrderAccepted" : "OrderCancelled");
        }
    }

    @Test
    void aRequestOfAnotherMemberIsRefused() {
        long order = service.order();

        Answer others = service.http().post("/api/orders/" + order + "/accept", "{}", "X-Member-Id", "2");
        Answer nobodys = service.http().post("/api/orders/" + order + "/accept", "{}");

        assertThat(others.status()).isEqualTo(404);
        assertThat(nobodys.status()).isEqualTo(200);
    }

    private static int code(List<CompletableFuture<Answer>> asked, int index) {
        return asked.get(index).join().status();
    }

    private static int cancel(long order, String by) {
        return service.commandAsync(order, "cancel", "{\"by\":\"" + by + "\"}")
                .join()
                .status();
    }
}
