package dev.banyan.playbooks.load;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How to put on load.
 *
 * @param proxies base addresses by name
 * @param rate requests per second, 1 to 5000
 * @param seed the same seed wants the same requests
 * @param log where every request is written
 */
public record LoadPlan(Map<String, URI> proxies, int rate, long seed, Path log) {

    public LoadPlan {
        proxies = Collections.unmodifiableMap(new LinkedHashMap<>(proxies));
        if (proxies.isEmpty()) {
            throw new IllegalArgumentException("A load needs at least one proxy to send to.");
        }
        if (rate < 1 || rate > 5_000) {
            throw new IllegalArgumentException("The rate is " + rate + " requests per second; 1 to 5000.");
        }
    }
}
