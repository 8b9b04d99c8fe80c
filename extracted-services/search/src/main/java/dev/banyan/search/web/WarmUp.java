package dev.banyan.search.web;

import dev.banyan.search.engine.Engine;
import dev.banyan.search.engine.EngineDown;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/**
 * Searches for a while before the service says that it is ready: in code that the JVM has not compiled yet a search costs many times
 * what it costs later, and customers who come all at once after a start could keep a small machine from ever getting there.
 */
@Component
final class WarmUp implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(WarmUp.class);

    private static final List<Wanted> WISHES = List.of(
            Wanted.of("치킨", null, null, null, 10),
            Wanted.of("김밥 천국", null, 37.5, 127.0, 20),
            Wanted.of("pizza", "PZ", null, null, 10),
            Wanted.of("떡", null, null, null, 10));

    private final Search search;
    private final Engine engine;
    private final Duration time;

    /** @param time how long; none when it is zero, or while there is no index */
    WarmUp(Search search, Engine engine, @Value("${search.warm-up:3s}") Duration time) {
        this.search = search;
        this.engine = engine;
        this.time = time;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            if (time.isZero() || !engine.isSearchable()) {
                return;
            }
            long end = System.nanoTime() + time.toNanos();
            for (int i = 0; System.nanoTime() < end; i++) {
                search.find(WISHES.get(i % WISHES.size()));
            }
        } catch (EngineDown down) {
            log.info("The search engine can't be warmed up: {}", down.why());
        }
    }
}
