package dev.banyan.sync;

import dev.banyan.control.stream.Direction;
import dev.banyan.control.stream.StreamReport;
import dev.banyan.sync.stream.StreamSupervisor;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.springframework.beans.factory.DisposableBean;

/** Gauges per stream: {@code banyan_stream_*} with the tags phase and direction. */
final class StreamMetrics implements DisposableBean {
    private final StreamSupervisor supervisor;
    private final Map<MultiGauge, ToLongFunction<StreamReport>> gauges = new LinkedHashMap<>();
    private final ScheduledExecutorService every = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "stream-metrics");
        thread.setDaemon(true);
        return thread;
    });

    StreamMetrics(StreamSupervisor supervisor, MeterRegistry registry) {
        this.supervisor = supervisor;
        gauge(registry, "lag.millis", StreamReport::lagMillis);
        gauge(registry, "quarantined", StreamReport::quarantined);
        gauge(registry, "conflicts", StreamReport::conflicts);
        gauge(registry, "bypasses", StreamReport::bypasses);
        gauge(registry, "applied.rows", StreamReport::appliedRows);
        var unused = every.scheduleWithFixedDelay(this::update, 1, 1, TimeUnit.SECONDS);
    }

    private void gauge(MeterRegistry registry, String name, ToLongFunction<StreamReport> value) {
        gauges.put(MultiGauge.builder("banyan.stream." + name).register(registry), value);
    }

    private void update() {
        List<StreamReport> reports = supervisor.reports();
        gauges.forEach((gauge, value) -> {
            List<MultiGauge.Row<?>> rows = new ArrayList<>();
            for (StreamReport report : reports) {
                rows.add(MultiGauge.Row.of(tags(report.phase(), report.direction()), value.applyAsLong(report)));
            }
            gauge.register(rows, true);
        });
    }

    private static Tags tags(String phase, Direction direction) {
        return Tags.of("phase", phase, "direction", direction.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void destroy() {
        every.shutdownNow();
    }
}
