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
 * @param mix what is asked for
 */
public record LoadPlan(Map<String, URI> proxies, int rate, long seed, Path log, Mix mix) {

    /** What customers do. */
    public enum Mix {
        /** Orders, payments, refunds, and views. */
        PAYMENTS,
        /** All that, and what owners, devices and people who only look around do. */
        CITY
    }

    public LoadPlan(Map<String, URI> proxies, int rate, long seed, Path log) {
        this(proxies, rate, seed, log, Mix.PAYMENTS);
    }

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
