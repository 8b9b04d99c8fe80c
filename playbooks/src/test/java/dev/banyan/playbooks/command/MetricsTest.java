package dev.banyan.playbooks.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {
    private static final String TEXT = """
            # HELP ruby_queries_total Statements
            # TYPE ruby_queries_total counter
            ruby_queries_total{application="ruby",capability="orders"} 700.0
            ruby_queries_total{application="ruby",capability="search"} 41.0
            ruby_queries_total_created{application="ruby",capability="search"} 9.0
            requests_count{status="200",uri="/api/shops/{shopId}"} 5.0
            requests_count{status="500",uri="/api/shops/{shopId}"} 2.0
            requests_count{status="200",uri="/actuator/prometheus"} 1000.0
            jvm_threads 15.0
            """;

    @ParameterizedTest
    @CsvSource(
            delimiterString = "->",
            value = {
                "jvm_threads -> 15",
                "ruby_queries_total -> 741",
                "ruby_queries_total{capability=\"search\"} -> 41",
                "ruby_queries_total{ capability = \"search\" , application=\"ruby\" } -> 41",
                "ruby_queries_total{capability=\"menus\"} -> 0",
                "ruby_queries_total{capability=\"Search\"} -> 0",
                "ruby_queries_total{capability!=\"search\"} -> 700",
                "ruby_queries_total{capability=~\"sea.*|menus\"} -> 41",
                "requests_count{uri!~\"/actuator.*\"} -> 7",
                "requests_count{uri!~\"/actuator.*\",status=\"500\"} -> 2",
                "requests_count{uri=\"/api/shops/{shopId}\"} -> 7",
                "requests_count{method=\"\"} -> 1007",
                "nothing -> 0"
            })
    void addsUpTheSeriesThatAreChosen(String selector, double expected) {
        assertThat(Metrics.select(selector).sum(TEXT)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "x{y}", "x{y=z}", "x{y=\"z\"", "x{y=~\"(\"}", "x{y=\"z\" k=\"v\"}"})
    void refusesWhatIsNoSelector(String selector) {
        assertThatThrownBy(() -> Metrics.select(selector))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("'" + selector + "' chooses no metric");
    }

    @Test
    void passesOverWhatIsNoSeries() {
        assertThat(Metrics.select("x").sum("# x 1\n\nx\nx 2\nx{a=\"b\"} 3 1700000000\n"))
                .isEqualTo(5);
    }
}
