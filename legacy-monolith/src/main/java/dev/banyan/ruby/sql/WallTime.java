package dev.banyan.ruby.sql;

import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** The time as DATETIME columns hold it: the JVM's wall time, whole seconds. */
@Component
public final class WallTime {

    private final Clock clock;

    WallTime(Clock clock) {
        this.clock = clock;
    }

    public LocalDateTime now() {
        return LocalDateTime.now(clock).truncatedTo(ChronoUnit.SECONDS);
    }

    public LocalDate today() {
        return LocalDate.now(clock);
    }
}
