package dev.banyan.search.engine;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Tells whether OpenSearch answers. No part of readiness: the feed is taken in without it. */
@Component("openSearch")
final class EngineHealth implements HealthIndicator {

    private final Engine engine;

    EngineHealth(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Health health() {
        return (engine.answers() ? Health.up() : Health.down()).build();
    }
}
