package dev.banyan.search.engine;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EngineSettingsTest {

    private static final URI URL = URI.create("http://127.0.0.1:9200");
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void rejectsAnAddressWithoutHost() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new EngineSettings(URI.create("localhost:9200"), null, "shops", SECOND, SECOND, SECOND))
                .withMessageStartingWith("opensearch.url is 'localhost:9200'; it must be");
    }

    @Test
    void rejectsATimeOutThatIsNotPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EngineSettings(URL, null, "shops", Duration.ZERO, SECOND, SECOND))
                .withMessage("opensearch.connect-timeout is PT0S; it must be longer than zero");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EngineSettings(URL, null, "shops", SECOND, Duration.ofMillis(-1), SECOND))
                .withMessageStartingWith("opensearch.search-timeout is PT-0.001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EngineSettings(URL, null, "shops", SECOND, SECOND, Duration.ZERO))
                .withMessageStartingWith("opensearch.write-timeout is PT0S");
    }
}
