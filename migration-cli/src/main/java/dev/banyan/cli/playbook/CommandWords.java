package dev.banyan.cli.playbook;

import java.util.ArrayList;
import java.util.List;

/** Splits a command line into words as a shell does: at blanks, but for those in single or double quotes. */
final class CommandWords {
    private CommandWords() {}

    /** @throws IllegalArgumentException when a quote is not closed */
    static List<String> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (char c : line.strip().toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                begun = true;
            } else if (Character.isWhitespace(c)) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                    begun = false;
                }
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (quote != 0) {
            throw new IllegalArgumentException("A quote (" + quote + ") is not closed in: " + line);
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }
}
