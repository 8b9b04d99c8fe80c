package dev.banyan.ad.web;

import dev.banyan.kit.web.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What customers may look for to be shown an ad. */
final class Keywords {

    private static final int MOST = 20;
    private static final int LONGEST = 50;

    private Keywords() {}

    /** Different words, trimmed, in the order given. @throws Problem when there are none, too many, or one is empty or too long */
    static List<String> checked(List<@Nullable String> given) {
        List<String> words = given.stream()
                .map(word -> word == null ? "" : word.strip())
                .distinct()
                .toList();
        if (given.isEmpty() || given.size() > MOST) {
            throw Problem.invalid("keywords must be 1 to " + MOST + " words");
        }
        for (String word : words) {
            if (word.isEmpty() || word.codePointCount(0, word.length()) > LONGEST) {
                throw Problem.invalid("keywords must be of 1 to " + LONGEST + " characters each");
            }
        }
        return words;
    }
}
