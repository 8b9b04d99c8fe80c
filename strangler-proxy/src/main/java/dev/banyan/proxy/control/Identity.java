package dev.banyan.proxy.control;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Who this proxy is to the fleet.
 *
 * @param id the same after a restart; at most 60 characters
 * @param admin base URL of its admin port
 * @param traffic base URL of its traffic port
 * @param upstreamTimeout the longest it waits for an answer to a write
 * @param state the folder of the last revision
 * @param trustDisk whether that revision is good enough for writes before the store's first answer
 * @param monolith the monolith's addresses, until a revision names them
 */
public record Identity(
        String id,
        String admin,
        String traffic,
        Duration upstreamTimeout,
        Path state,
        boolean trustDisk,
        List<String> monolith) {
    public Identity {
        monolith = List.copyOf(monolith);
    }
}
