package dev.banyan.playbooks.timeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A timeline as one HTML page that needs nothing from elsewhere: charts as SVG, then the tables. */
final class HtmlReport {
    private static final int PERCENT = 100;
    private static final Pattern FIGURE = Pattern.compile("-|[<>]? ?[0-9][0-9,.:/ ]*(%|ms)?");

    private HtmlReport() {}

    static String of(Timeline timeline) {
        StringBuilder page = new StringBuilder(
                        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
                .append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>The walk</title>\n<style>\n")
                .append(style())
                .append("</style>\n</head>\n<body>\n<main>\n<header>\n<h1>The walk ")
                .append(
                        timeline.kept()
                                ? "<span class=\"badge good\">kept</span>"
                                : "<span class=\"badge bad\">BROKEN</span>")
                .append("</h1>\n<p>")
                .append(Markup.escaped(Text.summary(timeline)))
                .append("</p>\n</header>\n");
        charts(page, timeline);
        new Tables(timeline).all().forEach(table -> table(page, table));
        return page.append("<section>\n<h2>What was sampled</h2>\n<p>")
                .append(Markup.escaped(Text.gaps(timeline)))
                .append("</p>\n</section>\n</main>\n</body>\n</html>\n")
                .toString();
    }

    private static void charts(StringBuilder page, Timeline timeline) {
        Timeline.Course course = timeline.course();
        chart(
                page,
                "What Ruby still answers",
                "Of a hundred requests that did not fail, those that the monolith answered. \u25bc is a fault; where the line is broken customers rested,"
                        + " or nothing could be read.",
                Chart.of(
                        timeline,
                        "Share of requests that Ruby answered",
                        "share",
                        course.rubyShare(),
                        1,
                        value -> Math.round(value * PERCENT) + " %"));
        chart(
                page,
                "What Ruby's database is asked",
                "Statements a second of all monoliths that run.",
                Chart.of(
                        timeline,
                        "Ruby's statements a second",
                        "queries",
                        course.queries(),
                        top(course.queries()),
                        HtmlReport::number));
        chart(
                page,
                "How far streams are behind",
                "The lag of the stream that is furthest behind.",
                Chart.of(
                        timeline,
                        "Longest lag of a stream",
                        "lag",
                        course.longestLag(),
                        top(course.longestLag()),
                        value -> number(value) + " ms"));
    }

    private static void chart(StringBuilder page, String title, String why, String svg) {
        page.append("<section>\n<h2>")
                .append(Markup.escaped(title))
                .append("</h2>\n<p>")
                .append(Markup.escaped(why));
        page.append("</p>\n<div class=\"wide\">\n").append(svg).append("</div>\n</section>\n");
    }

    private static void table(StringBuilder page, Table table) {
        page.append("<section>\n<h2>").append(Markup.escaped(table.title())).append("</h2>\n<p>");
        page.append(Markup.escaped(table.why())).append("</p>\n<div class=\"wide\">\n<table>\n<thead><tr>");
        List<Boolean> figures = figures(table);
        for (int i = 0; i < table.head().size(); i++) {
            page.append(figures.get(i) ? "<th class=\"figure\" scope=\"col\">" : "<th scope=\"col\">")
                    .append(Markup.escaped(table.head().get(i)))
                    .append("</th>");
        }
        page.append("</tr></thead>\n<tbody>\n");
        table.rows().forEach(cells -> {
            page.append("<tr>");
            for (int i = 0; i < cells.size(); i++) {
                cell(page, cells.get(i), figures.get(i));
            }
            page.append("</tr>\n");
        });
        page.append("</tbody>\n</table>\n</div>\n</section>\n");
    }

    /** Which columns hold nothing but figures. */
    private static List<Boolean> figures(Table table) {
        return IntStream.range(0, table.head().size())
                .mapToObj(column -> table.rows().stream()
                        .allMatch(row -> FIGURE.matcher(row.get(column).text()).matches()))
                .toList();
    }

    private static void cell(StringBuilder page, Table.Cell cell, boolean figure) {
        boolean shaded = cell.tone() != Table.Tone.PLAIN && cell.heat() > 0;
        String classes = (shaded ? cell.tone().name().toLowerCase(Locale.ROOT) : "") + (figure ? " figure" : "");
        page.append("<td");
        if (!classes.isEmpty()) {
            page.append(" class=\"").append(classes.strip()).append('"');
        }
        if (shaded) {
            page.append(String.format(Locale.ROOT, " style=\"--heat:%.0f%%\"", Math.min(1, cell.heat()) * PERCENT));
        }
        page.append('>').append(Markup.escaped(cell.text())).append("</td>");
    }

    private static double top(List<Optional<Double>> course) {
        return Chart.roundAbove(course.stream()
                .flatMap(Optional::stream)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1));
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, "%,.1f", value);
    }

    private static String style() {
        try (InputStream css = HtmlReport.class.getResourceAsStream("report.css")) {
            if (css == null) {
                throw new IllegalStateException("report.css is not beside " + HtmlReport.class.getName() + ".");
            }
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read report.css", e);
        }
    }
}
