package dev.banyan.search.engine;

import dev.banyan.kit.web.Problem;
import org.springframework.http.HttpStatus;

/** OpenSearch gave no usable answer. What it was asked to write may have been written. */
public final class EngineDown extends Problem {

    private final String why;

    EngineDown(String why) {
        super(HttpStatus.SERVICE_UNAVAILABLE, "engine-unavailable", "The search engine does not answer; try again");
        this.why = why;
        retryable();
    }

    /** For the log. */
    public String why() {
        return why;
    }
}
