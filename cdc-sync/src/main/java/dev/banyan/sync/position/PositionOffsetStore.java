package dev.banyan.sync.position;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.connect.runtime.WorkerConfig;
import org.apache.kafka.connect.storage.OffsetBackingStore;
import org.apache.kafka.connect.util.Callback;
import org.jspecify.annotations.Nullable;

/** Tells the engine where the position row says to go on. It never writes: the row moves with the rows it speaks of. */
public final class PositionOffsetStore implements OffsetBackingStore {
    private @Nullable String place;

    @Override
    public void configure(WorkerConfig config) {
        place = StoredPlaces.of(config.originalsStrings().get(StoredPlaces.STREAM))
                .place();
    }

    @Override
    public void start() {}

    @Override
    public void stop() {}

    @Override
    public Future<Map<ByteBuffer, ByteBuffer>> get(Collection<ByteBuffer> keys) {
        Map<ByteBuffer, ByteBuffer> values = new HashMap<>();
        if (place != null) {
            for (ByteBuffer key : keys) {
                values.put(key, ByteBuffer.wrap(place.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return CompletableFuture.completedFuture(values);
    }

    @Override
    public Future<Void> set(Map<ByteBuffer, ByteBuffer> values, Callback<Void> callback) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public Set<Map<String, Object>> connectorPartitions(String connectorName) {
        return Set.of();
    }
}
