package dev.banyan.sync.verify;

import dev.banyan.control.store.Json;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How the texts of a column's two sides compare. NULL equals only NULL. */
enum Matching {
    EXACT {
        @Override
        boolean alike(String left, String right) {
            return false;
        }
    },
    /** Numbers of different kinds: as doubles where a side is one. */
    NUMBER {
        @Override
        boolean alike(String left, String right) {
            try {
                BigDecimal first = new BigDecimal(left);
                BigDecimal second = new BigDecimal(right);
                boolean fractions = first.stripTrailingZeros().scale() > 0
                        || second.stripTrailingZeros().scale() > 0;
                return first.compareTo(second) == 0 || (fractions && first.doubleValue() == second.doubleValue());
            } catch (NumberFormatException e) {
                return false;
            }
        }
    },
    /** JSON documents: by content. */
    JSON {
        @Override
        boolean alike(String left, String right) {
            return wrapped(left).equals(wrapped(right));
        }
    };

    abstract boolean alike(String left, String right);

    final boolean same(@Nullable String left, @Nullable String right) {
        return Objects.equals(left, right) || (left != null && right != null && alike(left, right));
    }

    private static Object wrapped(String json) {
        try {
            return Json.read("{\"value\":" + json + "}", Map.class);
        } catch (RuntimeException e) {
            return json;
        }
    }
}
