package dev.banyan.playbooks.timeline;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A timeline in Markdown: tables, and each course as a line of blocks. */
final class MarkdownReport {
    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final int WIDTH = 80;

    private MarkdownReport() {}

    static String of(Timeline timeline) {
        StringBuilder text = new StringBuilder("# The walk\n\n" + escaped(Text.summary(timeline)) + "\n\n```\n");
        Timeline.Course course = timeline.course();
        line(text, "answered by Ruby", course.rubyShare(), 1);
        line(text, "Ruby's statements/s", course.queries(), most(course.queries()));
        line(text, "longest lag", course.longestLag(), most(course.longestLag()));
        text.append("```\n\nFrom the beginning to the end; the first line's full block is 100 %, the others' is ")
                .append(String.format(
                        java.util.Locale.ROOT,
                        "%,.0f statements/s and %,.0f ms",
                        most(course.queries()),
                        most(course.longestLag())))
                .append(". Where there is no block, nothing is known: customers rested, or nothing could be read.\n");
        new Tables(timeline).all().forEach(table -> table(text, table));
        return text.append("\n## What was sampled\n\n")
                .append(escaped(Text.gaps(timeline)))
                .append('\n')
                .toString();
    }

    private static void table(StringBuilder text, Table table) {
        text.append("\n## ")
                .append(escaped(table.title()))
                .append("\n\n")
                .append(escaped(table.why()))
                .append("\n\n");
        row(text, table.head());
        row(text, table.head().stream().map(head -> "---").toList());
        table.rows()
                .forEach(cells -> row(
                        text,
                        cells.stream()
                                .map(Table.Cell::text)
                                .map(MarkdownReport::escaped)
                                .toList()));
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static void line(StringBuilder text, String name, List<Optional<Double>> course, double full) {
        text.append(String.format("%-20s ", name));
        int width = Math.min(WIDTH, course.size());
        for (int i = 0; i < width; i++) {
            List<Double> known = course.subList(i * course.size() / width, (i + 1) * course.size() / width).stream()
                    .flatMap(Optional::stream)
                    .toList();
            text.append(block(known, full));
        }
        text.append('\n');
    }

    private static char block(List<Double> known, double full) {
        if (known.isEmpty()) {
            return ' ';
        }
        double mean = known.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        return BLOCKS.charAt((int) Math.min(7, Math.max(0, Math.round(7 * mean / full))));
    }

    private static double most(List<Optional<Double>> course) {
        return course.stream()
                .flatMap(Optional::stream)
                .mapToDouble(Double::doubleValue)
                .filter(value -> value > 0)
                .max()
                .orElse(1);
    }

    /** As text of a cell: no column of its own, no markup, no HTML. */
    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("|", "\\|")
                .replace("*", "\\*")
                .replace("_", "\\_")
                .replace("`", "\\`")
                .replace("<", "&lt;")
                .replaceAll("\\R", " ");
    }
}
