package dev.banyan.playbooks.check;

import dev.banyan.playbooks.check.Finding.Breach;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Compares one row with what was said of it; state and amount make a write lost, anything else makes it different. */
final class Comparison {

    private final String what;
    private final List<String> lost = new ArrayList<>();
    private final List<String> different = new ArrayList<>();

    Comparison(String what) {
        this.what = what;
    }

    Comparison essential(String name, @Nullable Object promised, @Nullable Object found) {
        return compare(lost, name, promised, found);
    }

    Comparison detail(String name, @Nullable Object promised, @Nullable Object found) {
        return compare(different, name, promised, found);
    }

    Optional<Finding> finding() {
        if (!lost.isEmpty()) {
            return Optional.of(new Finding(Breach.LOST, what, String.join("; ", lost)));
        }
        return different.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding(Breach.DIFFERENT, what, String.join("; ", different)));
    }

    static @Nullable String text(@Nullable JsonNode answer, String field) {
        JsonNode node = answer == null ? null : answer.get(field);
        return node == null || node.isNull() ? null : node.asString();
    }

    static @Nullable Long number(@Nullable JsonNode answer, String field) {
        JsonNode node = answer == null ? null : answer.get(field);
        return node == null || !node.isNumber() ? null : Long.valueOf(node.asLong());
    }

    static @Nullable LocalDateTime time(@Nullable JsonNode answer, String field) {
        String text = text(answer, field);
        return text == null ? null : LocalDateTime.parse(text);
    }

    private Comparison compare(List<String> breaches, String name, @Nullable Object promised, @Nullable Object found) {
        if (!Objects.equals(promised, found)) {
            breaches.add(name + " was " + promised + ", is " + found);
        }
        return this;
    }
}
