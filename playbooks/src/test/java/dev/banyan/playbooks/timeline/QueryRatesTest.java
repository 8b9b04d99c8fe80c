package dev.banyan.playbooks.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class QueryRatesTest {
    private static final String FIRST = "http://ruby";
    private static final String SECOND = "http://ruby-in-the-cloud";

    @Test
    void addsUpTheMonolithsThatRun() {
        QueryRates rates = new QueryRates(
                List.of(sample(0, Map.of(FIRST, 100.0, SECOND, 7.0)), sample(10, Map.of(FIRST, 200.0, SECOND, 17.0))));

        assertThat(rates.of(span(0, 10))).contains(Map.of("orders", 11.0));
    }

    @Test
    void countsFromNothingAfterARestart() {
        QueryRates rates = new QueryRates(List.of(sample(0, Map.of(FIRST, 100.0)), sample(10, Map.of(FIRST, 20.0))));

        assertThat(rates.total(span(0, 10))).contains(2.0);
    }

    @Test
    void spreadsWhatGrewOverTheTimeThatCouldNotBeRead() {
        QueryRates rates = new QueryRates(
                List.of(sample(0, Map.of(FIRST, 0.0)), unread(4), unread(8), sample(10, Map.of(FIRST, 50.0))));

        assertThat(rates.total(span(4, 8))).contains(5.0);
    }

    @Test
    void knowsNothingWhereNothingCouldBeRead() {
        QueryRates rates = new QueryRates(List.of(sample(0, Map.of(FIRST, 0.0)), unread(4), unread(8)));

        assertThat(rates.of(span(4, 8))).isEmpty();
    }

    @Test
    void isNothingWhereNoMonolithRuns() {
        QueryRates rates = new QueryRates(List.of(sample(0, Map.of()), sample(5, Map.of())));

        assertThat(rates.total(span(0, 10))).contains(0.0);
    }

    @Test
    void readsTheMetricWhateverTheOrderOfItsLabels() {
        assertThat(RubyStatements.parse("""
                        # TYPE ruby_queries_total counter
                        ruby_queries_total{application="ruby",capability="orders"} 12.0
                        ruby_queries_total{capability="search",application="ruby",} 3.0
                        jvm_threads{capability="orders"} 1.5E1
                        """)).containsExactly(Map.entry("orders", 12.0), Map.entry("search", 3.0));
    }

    private static Sample sample(int second, Map<String, Double> orders) {
        Map<String, Map<String, Double>> statements = new TreeMap<>();
        orders.forEach((monolith, count) -> statements.put(monolith, Map.of("orders", count)));
        return new Sample(MadeUpWalk.at(second), statements, true, Map.of(), List.of());
    }

    private static Sample unread(int second) {
        return new Sample(
                MadeUpWalk.at(second), Map.of(), false, Map.of(), List.of("the metrics of a monolith that runs"));
    }

    private static Span span(int from, int to) {
        return new Span(MadeUpWalk.at(from), MadeUpWalk.at(to));
    }
}
