package dev.banyan.control.fleet;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A registered proxy, as the control store sees it.
 *
 * @param beat counts up with every renewal; one that stands still means silence
 * @param beatAt when it last did, by the store's clock
 * @param revision the newest revision it routes by
 * @param revisionAt since when it does, by the store's clock; late by no more than its way to the store
 * @param drained the newest hold revision whose earlier writes have all been answered; 0 for none
 * @param refusal why it does not take the newest revision; null when it does
 */
public record ProxyRecord(
        String id,
        String instance,
        String admin,
        String traffic,
        Duration upstreamTimeout,
        Instant registeredAt,
        long beat,
        Instant beatAt,
        long revision,
        Instant revisionAt,
        long drained,
        @Nullable String refusal) {}
