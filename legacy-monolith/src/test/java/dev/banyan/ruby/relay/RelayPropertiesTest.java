package dev.banyan.ruby.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class RelayPropertiesTest {

    private static RelayProperties properties(RelayProperties.Mode mode, boolean sweep) {
        Duration second = Duration.ofSeconds(1);
        return new RelayProperties(mode, List.of(), second, URI.create("http://devices"), second, sweep, second);
    }

    @Test
    void needsAnAddressForHttp() {
        assertThatThrownBy(() -> properties(RelayProperties.Mode.HTTP, true))
                .isInstanceOf(InvalidConfigurationPropertyValueException.class);
    }

    @Test
    void sweepsOnlyWhereItRelaysAndMay() {
        assertThat(properties(RelayProperties.Mode.IN_PROCESS, true).sweeps()).isTrue();
        assertThat(properties(RelayProperties.Mode.IN_PROCESS, false).sweeps()).isFalse();
        assertThat(properties(RelayProperties.Mode.OFF, true).sweeps()).isFalse();
    }
}
