package dev.banyan.control.yaml;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Enum constants as they are written in files: lower case, with hyphens. */
public final class Choices {
    private Choices() {}

    public static <E extends Enum<E>> E parse(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> spell(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "must be one of " + String.join(", ", all(type)) + "." + DidYouMean.hint(text, all(type))));
    }

    public static String spell(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <E extends Enum<E>> List<String> all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Choices::spell).toList();
    }
}
