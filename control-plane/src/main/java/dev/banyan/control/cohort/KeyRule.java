package dev.banyan.control.cohort;

import java.math.BigInteger;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * How a key is brought to the one spelling under which it is hashed: as its column compares, so that a request and the
 * row it is about always fall into the same cohort.
 */
public enum KeyRule {
    /** Integer columns: {@code 007} and {@code 7} are one key. */
    INTEGER {
        @Override
        public Optional<String> canonical(String key) {
            String text = key.strip();
            if (text.isEmpty() || text.length() > 40 || !text.matches("[+-]?\\d+")) {
                return Optional.empty();
            }
            return Optional.of(new BigInteger(text).toString());
        }
    },
    /** Text columns with a binary collation: compared as they are, but for trailing spaces. */
    TEXT {
        @Override
        public Optional<String> canonical(String key) {
            return nonEmpty(key.stripTrailing());
        }
    },
    /** Text columns whose collation ignores case and accents ({@code _ci}). */
    TEXT_IGNORING_CASE {
        @Override
        public Optional<String> canonical(String key) {
            String plain = Normalizer.normalize(key.stripTrailing(), Normalizer.Form.NFD)
                    .replaceAll("\\p{M}+", "");
            return nonEmpty(Normalizer.normalize(plain, Normalizer.Form.NFC).toUpperCase(Locale.ROOT));
        }
    };

    /** The key's canonical form; empty when it can't be a value of the column. */
    public abstract Optional<String> canonical(String key);

    private static Optional<String> nonEmpty(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
