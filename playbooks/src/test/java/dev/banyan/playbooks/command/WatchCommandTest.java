package dev.banyan.playbooks.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.banyan.playbooks.command.WatchCommand.Metrics;
import org.junit.jupiter.api.Test;

class WatchCommandTest {
    private static final String TEXT = """
            # HELP ruby_queries_total Statements
            # TYPE ruby_queries_total counter
            ruby_queries_total{application="ruby",capability="orders"} 12.0
            ruby_queries_total{capability="search",application="ruby",} 3.0
            jvm_threads 1.5E1
            """;

    @Test
    void findsASeriesWhateverTheOrderOfItsLabels() {
        assertThat(Metrics.value(TEXT, "ruby_queries_total{application=\"ruby\", capability=\"search\"}"))
                .isEqualTo(3);
        assertThat(Metrics.value(TEXT, "jvm_threads")).isEqualTo(15);
    }

    @Test
    void isNothingWhereThereIsNoSuchSeries() {
        assertThat(Metrics.value(TEXT, "ruby_queries_total{capability=\"menus\"}"))
                .isZero();
    }
}
