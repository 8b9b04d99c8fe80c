package dev.banyan.ruby.relay;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class HttpRelayTest {

    private static final String ORDERS = "/api/relay/shops/3/orders";
    private static final RelayedOrder ORDER = new RelayedOrder(9, 18_000, List.of(new RelayedOrder.Item("통닭", 2)));

    private final WireMockServer elsewhere =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    @BeforeEach
    void start() {
        elsewhere.start();
        elsewhere.stubFor(post(urlEqualTo(ORDERS))
                .willReturn(aResponse().withStatus(202).withBody("{\"orderId\":9,\"status\":\"WAITING\"}")));
    }

    @AfterEach
    void stop() {
        elsewhere.stop();
    }

    @Test
    void saysWhoseOrderItIs() throws RelayFailure {
        assertThat(relay().send(3, 7L, "ord-9-relay", ORDER)).isEqualTo(RelayStatus.WAITING);

        elsewhere.verify(
                1,
                postRequestedFor(urlEqualTo(ORDERS))
                        .withHeader("Idempotency-Key", equalTo("ord-9-relay"))
                        .withHeader("X-Member-Id", equalTo("7"))
                        .withRequestBody(equalToJson(
                                "{\"orderId\":9,\"totalAmount\":18000,\"items\":[{\"name\":\"통닭\",\"quantity\":2}]}")));
    }

    @Test
    void namesNobodyForAGuest() throws RelayFailure {
        relay().send(3, null, "ord-9-relay", ORDER);

        elsewhere.verify(1, postRequestedFor(urlEqualTo(ORDERS)).withHeader("X-Member-Id", absent()));
    }

    private Relay relay() {
        Duration second = Duration.ofSeconds(1);
        return new HttpRelay(
                new RelayProperties(
                        RelayProperties.Mode.HTTP,
                        List.of(URI.create(elsewhere.baseUrl())),
                        second,
                        URI.create("http://devices"),
                        second,
                        true,
                        second),
                JsonMapper.shared());
    }
}
