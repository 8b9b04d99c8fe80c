package dev.banyan.ruby.relay;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import tools.jackson.databind.json.JsonMapper;

/** Chooses what is behind the seam, by {@code ruby.relay.mode}. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class RelaySeam {

    @Bean
    Relay relay(RelayProperties properties, RelayDesk desk, JsonMapper json) {
        return switch (properties.mode()) {
            case OFF -> (shopId, memberId, key, order) -> RelayStatus.WAITING;
            case IN_PROCESS ->
                (shopId, memberId, key, order) -> desk.relay(shopId, key, order).status();
            case HTTP -> new HttpRelay(properties, json);
        };
    }
}
