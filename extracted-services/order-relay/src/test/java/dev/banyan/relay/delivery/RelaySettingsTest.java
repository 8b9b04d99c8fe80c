package dev.banyan.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelaySettingsTest {

    private static final URI PROXY = URI.create("http://127.0.0.1:8000");

    @Test
    void doublesThePauseUpToTheLongest() {
        RelaySettings settings = settings(List.of(PROXY), Duration.ofSeconds(15));

        assertThat(settings.pauseAfter(0)).hasSeconds(1);
        assertThat(settings.pauseAfter(3)).hasSeconds(8);
        assertThat(settings.pauseAfter(5)).hasSeconds(30);
        assertThat(settings.pauseAfter(Integer.MAX_VALUE)).hasSeconds(30);
    }

    @Test
    void rejectsALeaseThatACallMayOutlive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(List.of(PROXY, PROXY), Duration.ofSeconds(6)))
                .withMessageStartingWith("relay.lease is PT6S; it must be longer than the longest call, PT6S");
    }

    @Test
    void rejectsProxiesWithoutAddress() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(List.of(), Duration.ofSeconds(15)))
                .withMessageStartingWith("relay.proxies is missing");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(List.of(URI.create("localhost:8000")), Duration.ofSeconds(15)))
                .withMessage("relay.proxies has 'localhost:8000'; it must be a base URL");
    }

    private static RelaySettings settings(List<URI> proxies, Duration lease) {
        Duration second = Duration.ofSeconds(1);
        return new RelaySettings(
                URI.create("http://127.0.0.1:9910"),
                second,
                second,
                second,
                Duration.ofSeconds(30),
                second,
                proxies,
                Duration.ofSeconds(3),
                lease,
                second,
                1);
    }
}
