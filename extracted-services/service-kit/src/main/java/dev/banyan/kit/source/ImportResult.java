package dev.banyan.kit.source;

import java.time.LocalDateTime;

/**
 * What an import did.
 *
 * @param rows that the source told, tombstones too
 * @param removed that the view had and the source has not
 * @param watermark since which the next import misses nothing
 */
public record ImportResult(long rows, long removed, LocalDateTime watermark) {}
