package dev.banyan.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.banyan.kit.testing.Answer;
import dev.banyan.kit.testing.Asked;
import dev.banyan.kit.testing.Client;
import dev.banyan.kit.testing.KillUnderLoad;
import dev.banyan.kit.testing.KillUnderLoad.Told;
import dev.banyan.kit.testing.KillableService;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * {@code kill -9} under load. Customers are refused connections until the service is ready again, and see nothing else of it:
 * every order that was taken is there once and reaches its device, without anybody asking again. A device may get the
 * orders a second time that were on their way when the process died.
 */
class KillIT {

    private static final int WORKERS = 16;

    @Test
    void refusesConnectionsUntilItIsBackAndBringsEveryOrderToItsDevice() {
        try (RelayUnderTest relay = new RelayUnderTest()) {
            try (KillableService service = KillableService.start(
                    RelayApplication.class,
                    relay.database,
                    // No device gets an order again because it was slow: only those under way at the kill are counted.
                    relay.settings("--relay.workers=" + WORKERS, "--relay.device-timeout=4s", "--relay.lease=5s"))) {
                for (int shop = 1; shop <= 3; shop++) {
                    relay.openShop(shop, 1);
                }
                Told told = KillUnderLoad.run(
                        service,
                        (http, asked) -> asked.customer() == 0
                                ? http.send("GET", "/api/relay/shops/1/devices", "")
                                : order(http, asked));
                List<Asked> orders = told.answered().keySet().stream()
                        .filter(asked -> asked.customer() > 0)
                        .toList();

                assertThat(told.postponed()).isEmpty();
                assertThat(relay.sql
                                .sql("SELECT idempotency_key FROM order_relay")
                                .query(String.class)
                                .list())
                        .containsExactlyInAnyOrderElementsOf(
                                orders.stream().map(Asked::key).toList());
                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(sent(relay)).isEqualTo(orders.size()));
                assertThat(relay.devices.getAllServeEvents()).hasSizeBetween(orders.size(), orders.size() + WORKERS);
                assertThat(orders)
                        .allSatisfy(order -> assertThat(order(service.http(), order)
                                        .join()
                                        .json()
                                        .get("status")
                                        .stringValue())
                                .isEqualTo("SENT"));
            }
        }
    }

    private static CompletableFuture<Answer> order(Client http, Asked asked) {
        return http.send(
                "POST",
                "/api/relay/shops/" + asked.customer() + "/orders",
                "{\"orderId\":%d,\"totalAmount\":18000,\"items\":[{\"name\":\"a\",\"quantity\":1}]}"
                        .formatted(asked.number()),
                "Idempotency-Key",
                asked.key());
    }

    /** How many orders a device has. */
    private static long sent(RelayUnderTest relay) {
        return relay.sql
                .sql("SELECT COUNT(*) FROM delivery WHERE sent_device_id IS NOT NULL")
                .query(Long.class)
                .single();
    }
}
