package dev.banyan.search.engine;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where OpenSearch listens: as configured, or where one of our own was started for want of that. */
@Component
final class EngineAddress implements AutoCloseable {

    private final URI url;
    private final @Nullable EmbeddedEngine own;

    EngineAddress(EngineSettings settings) {
        URI configured = settings.url();
        if (configured != null) {
            own = null;
            url = configured;
        } else {
            EmbeddedEngine started = EmbeddedEngine.start(settings.data(), 0);
            own = started;
            url = URI.create(started.url());
        }
    }

    URI url() {
        return url;
    }

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
