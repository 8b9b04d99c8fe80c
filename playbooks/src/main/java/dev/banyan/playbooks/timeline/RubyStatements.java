package dev.banyan.playbooks.timeline;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many statements a monolith has sent to its database, read from its metrics in Prometheus' text format. */
final class RubyStatements {
    private static final Pattern SERIES = Pattern.compile("^ruby_queries_total\\{([^}]*)}\\s+(\\S+)");
    private static final Pattern CAPABILITY = Pattern.compile("(?:^|,)\\s*capability=\"([^\"]*)\"");

    private RubyStatements() {}

    /**
     * By capability; empty where it has sent none.
     *
     * @throws NumberFormatException when a value is no number
     */
    static Map<String, Double> parse(String text) {
        Map<String, Double> statements = new TreeMap<>();
        text.lines().forEach(line -> {
            Matcher series = SERIES.matcher(line);
            if (series.find()) {
                Matcher capability = CAPABILITY.matcher(series.group(1));
                if (capability.find()) {
                    statements.merge(capability.group(1), Double.valueOf(series.group(2)), Double::sum);
                }
            }
        });
        return statements;
    }
}
