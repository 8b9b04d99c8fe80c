package dev.banyan.ruby.sql;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one pool's clients, one per capability; each counts its statements as {@code ruby_queries_total}. */
@Component
public final class Queries {

    private final JdbcClient jdbc;
    private final MeterRegistry meters;

    Queries(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        this.meters = meters;
    }

    /** The client of a capability. */
    public JdbcClient of(String capability) {
        Counter statements = Counter.builder("ruby.queries")
                .description("Statements sent to the database")
                .tag("capability", capability)
                .register(meters);
        return sql -> {
            statements.increment();
            return jdbc.sql(sql);
        };
    }
}
