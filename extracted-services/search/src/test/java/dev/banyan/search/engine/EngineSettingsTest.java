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
                .isThrownBy(() -> new EngineSettings(
                        URI.create("localhost:9200"), null, "shops", 1, SECOND, SECOND, SECOND, SECOND))
                .withMessageStartingWith("opensearch.url is 'localhost:9200'; it must be");
    }

    @Test
    void rejectsThatNobodySearches() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EngineSettings(URL, null, "shops", 0, SECOND, SECOND, SECOND, SECOND))
                .withMessage("opensearch.searches is 0; it must be at least 1");
    }

    @Test
    void rejectsATimeOutThatIsNotPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EngineSettings(URL, null, "shops", 1, SECOND, Duration.ZERO, SECOND, SECOND))
                .withMessage("opensearch.connect-timeout is PT0S; it must be longer than zero");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new EngineSettings(URL, null, "shops", 1, SECOND, SECOND, Duration.ofMillis(-1), SECOND))
                .withMessageStartingWith("opensearch.search-timeout is PT-0.001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EngineSettings(URL, null, "shops", 1, SECOND, SECOND, SECOND, Duration.ZERO))
                .withMessageStartingWith("opensearch.write-timeout is PT0S");
    }
}
