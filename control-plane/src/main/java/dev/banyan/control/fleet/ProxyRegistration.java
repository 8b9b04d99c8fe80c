package dev.banyan.control.fleet;

import java.time.Duration;

/**
 * What a proxy says of itself when it starts.
 *
 * @param id its name, the same after a restart
 * @param instance a new UUID at each start
 * @param admin base URL of its admin port
 * @param traffic base URL of its traffic port
 * @param upstreamTimeout the longest it waits for an upstream's answer
 */
public record ProxyRegistration(String id, String instance, String admin, String traffic, Duration upstreamTimeout) {}
