package dev.banyan.search.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A shop as the index has it, or its absence.
 *
 * @param version the index takes it only if it has none as new
 * @param content null: there is no such shop any more
 */
public record Document(long shopId, long version, @Nullable Map<String, @Nullable Object> content) {}
