package dev.banyan.playbooks.timeline;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Words and figures that all reports spell alike. */
public final class Text {
    private Text() {}

    /** Minutes and seconds, such as {@code 2:05}. */
    static String clock(double seconds) {
        long whole = Math.round(seconds);
        return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
    }

    /** Of 0 to 1; what is there, and what is missing, is never rounded away. */
    static String percent(double share) {
        double percent = share * 100;
        if (percent > 0 && percent < 1) {
            return "< 1 %";
        }
        return percent > 99 && percent < 100 ? "> 99 %" : Math.round(percent) + " %";
    }

    /** A playbook's name without its year. */
    public static String shortName(String playbook) {
        return playbook.replaceFirst("^\\d{4}-(\\d{2}-)?", "");
    }

    /** The year that a playbook's name begins with; empty where it has none. */
    static String year(String playbook) {
        return playbook.matches("\\d{4}-.*") ? playbook.substring(0, 4) : "";
    }

    /** The whole walk in a sentence. */
    static String summary(Timeline timeline) {
        long requests = timeline.chapters().stream()
                .mapToLong(chapter -> chapter.phase().requests())
                .sum();
        long failed = timeline.chapters().stream()
                .mapToLong(chapter -> chapter.phase().failed())
                .sum();
        int played = timeline.chapters().size();
        return String.format(
                Locale.ROOT,
                "%d playbook%s in %s minutes, %,d requests, %,d failed outside of fault windows, %d fault%s. %s",
                played,
                played == 1 ? "" : "s",
                clock(timeline.course().seconds()),
                requests,
                failed,
                timeline.troubles().size(),
                timeline.troubles().size() == 1 ? "" : "s",
                timeline.kept() ? "Every promise was kept." : "Promises were BROKEN.");
    }

    /** What could not be read; empty where all could. */
    static String gaps(Timeline timeline) {
        if (timeline.gaps().isEmpty()) {
            return timeline.samples() == 0
                    ? "Nothing was sampled: there are no statements and no lags."
                    : String.format(Locale.ROOT, "%,d samples, none with a gap.", timeline.samples());
        }
        return timeline.gaps().entrySet().stream()
                .map((Map.Entry<String, Long> gap) -> gap.getKey() + " (" + gap.getValue() + ")")
                .collect(Collectors.joining(
                        "; ",
                        String.format(
                                Locale.ROOT,
                                "Of %,d samples some have gaps. What could not be read, and in how many: ",
                                timeline.samples()),
                        "."));
    }
}
