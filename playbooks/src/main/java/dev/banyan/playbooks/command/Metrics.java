package dev.banyan.playbooks.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Chooses series of a metric as Prometheus' query language does: {@code name{label="x", other!~"y.*"}}, with the four matchers
 * {@code = != =~ !~}. A label that a series has not is empty. Names and values are told apart by case.
 */
final class Metrics {
    private static final Pattern SELECTOR = Pattern.compile("\\s*([a-zA-Z_:][\\w:]*)\\s*(?:\\{(.*)})?\\s*");
    private static final Pattern MATCHER =
            Pattern.compile("\\s*([a-zA-Z_]\\w*)\\s*(=~|!~|!=|=)\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*(,|$)");
    private static final Pattern SERIES =
            Pattern.compile("^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})?\\s+(\\S+)(?:\\s+-?\\d+)?$");

    private final String name;
    private final List<Predicate<Map<String, String>>> matchers;

    private Metrics(String name, List<Predicate<Map<String, String>>> matchers) {
        this.name = name;
        this.matchers = matchers;
    }

    /** @throws IllegalArgumentException when it is no selector, saying what one looks like */
    static Metrics select(String selector) {
        Matcher parts = SELECTOR.matcher(selector);
        if (!parts.matches()) {
            throw wrong(selector);
        }
        List<Predicate<Map<String, String>>> matchers = new ArrayList<>();
        String labels = parts.group(2) == null ? "" : parts.group(2).strip();
        Matcher label = MATCHER.matcher(labels);
        int end = 0;
        while (end < labels.length()) {
            if (!label.find() || label.start() != end) {
                throw wrong(selector);
            }
            matchers.add(matcher(label.group(1), label.group(2), plain(label.group(3)), selector));
            end = label.end();
        }
        return new Metrics(parts.group(1), matchers);
    }

    /** The sum of the values of all series that are chosen; 0 where there is none. */
    double sum(String text) {
        return text.lines()
                .map(SERIES::matcher)
                .filter(series -> series.matches() && series.group(1).equals(name))
                .filter(series -> {
                    Map<String, String> labels = labels(series.group(2));
                    return matchers.stream().allMatch(matcher -> matcher.test(labels));
                })
                .mapToDouble(series -> Double.parseDouble(series.group(3)))
                .sum();
    }

    private static Predicate<Map<String, String>> matcher(
            String label, String operator, String value, String selector) {
        Predicate<String> equal = value::equals;
        if (operator.endsWith("~")) {
            try {
                equal = Pattern.compile(value).asMatchPredicate();
            } catch (PatternSyntaxException e) {
                throw wrong(selector);
            }
        }
        Predicate<String> test = operator.startsWith("!") ? equal.negate() : equal;
        return labels -> test.test(labels.getOrDefault(label, ""));
    }

    private static Map<String, String> labels(@Nullable String text) {
        Map<String, String> labels = new HashMap<>();
        Matcher label = MATCHER.matcher(text == null ? "" : text);
        while (label.find()) {
            labels.put(label.group(1), plain(label.group(3)));
        }
        return labels;
    }

    private static String plain(String quoted) {
        return quoted.replace("\\\"", "\"").replace("\\\\", "\\");
    }

    private static IllegalArgumentException wrong(String selector) {
        return new IllegalArgumentException(
                "'" + selector
                        + "' chooses no metric; write it as Prometheus does, such as 'ruby_queries_total{capability=\"search\"}' or 'x_total{uri!~\"/a.*\"}'.");
    }
}
