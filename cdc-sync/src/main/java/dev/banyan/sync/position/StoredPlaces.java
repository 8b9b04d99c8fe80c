package dev.banyan.sync.position;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where engines find place and history of their stream: Debezium makes its stores by class name, so that they are handed
 * over by stream name.
 */
public final class StoredPlaces {
    /** The engine property that names the stream. */
    public static final String STREAM = "banyan.stream";

    private static final Map<String, Source> OPEN = new ConcurrentHashMap<>();

    private StoredPlaces() {}

    record Source(@Nullable String place, HistoryRecords history) {}

    /** Before an engine starts: the place from which it goes on, null for a first copy. */
    public static void offer(String stream, @Nullable String place, HistoryRecords history) {
        OPEN.put(stream, new Source(place, history));
    }

    static Source of(@Nullable String stream) {
        Source source = stream == null ? null : OPEN.get(stream);
        if (source == null) {
            throw new IllegalStateException("No stream '" + stream + "' was started here.");
        }
        return source;
    }
}
