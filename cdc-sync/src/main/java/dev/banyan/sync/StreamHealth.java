package dev.banyan.sync;

import dev.banyan.control.stream.StreamReport;
import dev.banyan.sync.stream.StreamSupervisor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Up once the control store has been read; a stream in trouble is told, but does not make the process unready. */
final class StreamHealth implements HealthIndicator {
    private final StreamSupervisor supervisor;

    StreamHealth(StreamSupervisor supervisor) {
        this.supervisor = supervisor;
    }

    @Override
    public Health health() {
        Health.Builder health = supervisor.ready() ? Health.up() : Health.outOfService();
        for (StreamReport report : supervisor.reports()) {
            health.withDetail(
                    report.phase() + "." + report.direction(),
                    report.status() + (report.message().isEmpty() ? "" : ": " + report.message()));
        }
        return health.build();
    }
}
