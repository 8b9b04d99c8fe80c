package dev.banyan.kit.subscribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SubscribeSettingsTest {

    @Test
    void standsWithoutAnySetting() {
        SubscribeSettings settings = bind(Map.of());

        assertThat(settings.attempts()).isEqualTo(5);
        assertThat(settings.transport().anonymous()).isFalse();
        assertThat(settings.queues().maxReceives()).isEqualTo(100);
    }

    @Test
    void doublesThePauseUpToTheLongest() {
        SubscribeSettings settings = bind(Map.of("subscribe.back-off", "1s", "subscribe.longest-back-off", "5s"));

        assertThat(IntStream.of(1, 2, 3, 4, 5, 1000).mapToObj(settings::pauseAfter))
                .extracting(Duration::toSeconds)
                .containsExactly(1L, 2L, 4L, 5L, 5L, 5L);
    }

    @ParameterizedTest
    @CsvSource({
        "subscribe.workers,      0,   subscribe.workers is 0",
        "subscribe.in-hand,      0,   subscribe.in-hand is 0",
        "subscribe.attempts,     0,   subscribe.attempts is 0",
        "subscribe.back-off,     0s,  subscribe.back-off is PT0S",
        "subscribe.poll,         21s, subscribe.poll is PT21S",
        "subscribe.visibility,   1s,  subscribe.visibility is PT1S",
        "subscribe.keep-inbox,   14d, longer than queues keep messages",
    })
    void saysWhatIsWrong(String key, String value, String message) {
        assertThatThrownBy(() -> bind(Map.of(key, value))).hasStackTraceContaining(message);
    }

    private static SubscribeSettings bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("subscribe", Bindable.of(SubscribeSettings.class));
    }
}
