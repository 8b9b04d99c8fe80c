package dev.banyan.playbooks.timeline;

import java.util.List;
import java.util.Locale;

/**
 * A table of a report, whatever it is written in.
 *
 * @param why what its figures are, in a sentence or two
 */
record Table(String title, String why, List<String> head, List<List<Cell>> rows) {

    /**
     * One cell.
     *
     * @param heat how strongly it is shaded, 0 to 1, where a report has colours
     * @param tone what the shade means
     */
    record Cell(String text, double heat, Tone tone) {
        static Cell of(String text) {
            return new Cell(text, 0, Tone.PLAIN);
        }

        static Cell of(String format, Object... values) {
            return of(String.format(Locale.ROOT, format, values));
        }
    }

    /** What a shade means. */
    enum Tone {
        PLAIN,
        /** More of something. */
        MUCH,
        /** Customers were hit. */
        HIT,
        GOOD,
        BAD
    }

    Table {
        head = List.copyOf(head);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != head.size()) {
                throw new IllegalArgumentException(
                        "Table '" + title + "' has " + head.size() + " columns and a row of " + row.size() + ".");
            }
        }
    }
}
