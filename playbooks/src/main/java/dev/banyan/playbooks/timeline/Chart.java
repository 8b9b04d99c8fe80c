package dev.banyan.playbooks.timeline;

import dev.banyan.playbooks.timeline.Timeline.Chapter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;

/** One figure's course over the walk as SVG, with the phases behind it and the faults above it. Its colours are the page's. */
final class Chart {
    private static final double WIDTH = 800;
    private static final double LEFT = 56;
    private static final double RIGHT = 10;
    private static final double TOP = 20;
    private static final double HEIGHT = 150;
    private static final double BOTTOM = 40;
    private static final double LETTER = 6.4;
    private static final int LINES = 4;

    private final Timeline timeline;
    private final double seconds;
    private final StringBuilder svg = new StringBuilder();

    private Chart(Timeline timeline) {
        this.timeline = timeline;
        this.seconds = Math.max(1, timeline.course().seconds());
    }

    /**
     * Draws.
     *
     * @param kind the class of the line and of the area below it
     * @param most the top of the scale, above 0
     * @param unit a value of the scale in words
     */
    static String of(
            Timeline timeline,
            String title,
            String kind,
            List<Optional<Double>> course,
            double most,
            DoubleFunction<String> unit) {
        Chart chart = new Chart(timeline);
        chart.add(
                "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">\n",
                WIDTH, TOP + HEIGHT + BOTTOM, Markup.escaped(title));
        chart.phases();
        chart.scale(most, unit);
        chart.course(kind, course, most);
        chart.faults();
        chart.add("</svg>\n");
        return chart.svg.toString();
    }

    /** A round number that is not below a value, such as 250 for 213. */
    static double roundAbove(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1, value))));
        for (double step : new double[] {1, 2, 2.5, 5, 10}) {
            if (step * power >= value) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private void phases() {
        List<Chapter> chapters = timeline.chapters();
        for (int i = 0; i < chapters.size(); i++) {
            Chapter chapter = chapters.get(i);
            double from = x(chapter.from());
            double to = x(chapter.to());
            String playbook = chapter.phase().playbook();
            String name = Text.shortName(playbook);
            String label = name.length() * LETTER < to - from ? name : Integer.toString(i + 1);
            add(
                    "<rect class=\"band%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>\n",
                    i % 2 == 0 ? "" : " odd", from, TOP, to - from, HEIGHT, Markup.escaped(playbook));
            add(
                    "<text class=\"phase\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
                    (from + to) / 2, TOP + HEIGHT + 15, Markup.escaped(label));
        }
        years(chapters);
    }

    private void years(List<Chapter> chapters) {
        for (int first = 0; first < chapters.size(); ) {
            String year = year(chapters.get(first));
            int end = first;
            while (end < chapters.size() && year(chapters.get(end)).equals(year)) {
                end++;
            }
            double from = x(chapters.get(first).from());
            double to = x(chapters.get(end - 1).to());
            add(
                    "<path class=\"year\" d=\"M%.1f %.1fH%.1f\"/><text class=\"phase strong\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
                    from + 2, TOP + HEIGHT + 21, to - 2, (from + to) / 2, TOP + HEIGHT + 35, Markup.escaped(year));
            first = end;
        }
    }

    private static String year(Chapter chapter) {
        return Text.year(chapter.phase().playbook());
    }

    private void scale(double most, DoubleFunction<String> unit) {
        for (int i = 0; i <= LINES; i++) {
            double value = most * i / LINES;
            add(
                    "<path class=\"grid\" d=\"M%.1f %.1fH%.1f\"/><text class=\"scale\" x=\"%.1f\" y=\"%.1f\">%s</text>\n",
                    LEFT,
                    y(value, most),
                    WIDTH - RIGHT,
                    LEFT - 6,
                    y(value, most) + 4,
                    Markup.escaped(unit.apply(value)));
        }
    }

    /** Where nothing is known the line is broken. */
    private void course(String kind, List<Optional<Double>> course, double most) {
        StringBuilder line = new StringBuilder();
        StringBuilder area = new StringBuilder();
        double step = (WIDTH - LEFT - RIGHT) / Math.max(1, course.size());
        boolean drawing = false;
        for (int i = 0; i < course.size(); i++) {
            double from = LEFT + i * step;
            if (course.get(i).isPresent()) {
                double y = y(course.get(i).get(), most);
                line.append(text("%s%.1f %.1fH%.1f", drawing ? "L" : "M", from, y, from + step));
                area.append(drawing ? "" : text("M%.1f %.1f", from, TOP + HEIGHT))
                        .append(text("L%.1f %.1fH%.1f", from, y, from + step));
                drawing = true;
            } else if (drawing) {
                area.append(text("V%.1fZ", TOP + HEIGHT));
                drawing = false;
            }
        }
        if (drawing) {
            area.append(text("V%.1fZ", TOP + HEIGHT));
        }
        add("<path class=\"area %s\" d=\"%s\"/><path class=\"line %s\" d=\"%s\"/>\n", kind, area, kind, line);
    }

    private void faults() {
        for (Trouble trouble : timeline.troubles()) {
            double x = x(trouble.seconds());
            add(
                    "<path class=\"fault\" d=\"M%.1f %.1fl-4 -8h8z\"><title>%s %s</title></path>\n",
                    x, TOP - 3, Text.clock(trouble.seconds()), Markup.escaped(trouble.command()));
        }
    }

    private double x(double at) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.min(1, Math.max(0, at / seconds));
    }

    private static double y(double value, double most) {
        return TOP + HEIGHT * (1 - Math.min(1, value / most));
    }

    private void add(String format, Object... values) {
        svg.append(text(format, values));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
