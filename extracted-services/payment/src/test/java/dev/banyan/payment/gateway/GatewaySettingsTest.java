package dev.banyan.payment.gateway;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GatewaySettingsTest {

    private static final GatewaySettings.Circuit CIRCUIT =
            new GatewaySettings.Circuit(20, 50, Duration.ofSeconds(3), 3);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void rejectsAnUrlWithoutHost() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GatewaySettings(URI.create("localhost:9900"), SECOND, SECOND, CIRCUIT))
                .withMessageStartingWith("gateway.url is 'localhost:9900'; it must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GatewaySettings(null, SECOND, SECOND, CIRCUIT))
                .withMessageStartingWith("gateway.url is missing");
    }

    @Test
    void rejectsATimeOutThatIsNotPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GatewaySettings(URI.create("http://pg"), SECOND, Duration.ZERO, CIRCUIT))
                .withMessageStartingWith("gateway.answer-timeout is PT0S");
    }

    @Test
    void rejectsACircuitThatCouldNeverWork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GatewaySettings.Circuit(1, 50, SECOND, 1))
                .withMessageStartingWith("gateway.circuit.window is 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GatewaySettings.Circuit(20, 101, SECOND, 1))
                .withMessageStartingWith("gateway.circuit.failure-rate is 101");
    }
}
