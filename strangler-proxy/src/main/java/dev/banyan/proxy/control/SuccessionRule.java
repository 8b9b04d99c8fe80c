package dev.banyan.proxy.control;

import dev.banyan.control.routing.OwnershipChange;
import dev.banyan.control.routing.Revision;
import dev.banyan.control.routing.RoutingDocument;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which revisions may follow one another; store and proxies hold to it, each for itself. */
final class SuccessionRule {
    private SuccessionRule() {}

    /** Why {@code next} may not take the place of its parent; empty when it may. */
    static Optional<String> refusal(Revision parent, Revision next) {
        List<String> changes = OwnershipChange.between(parent.document(), next.document());
        if (changes.isEmpty()) {
            return Optional.empty();
        }
        String what = "Revision " + next.number() + " changes owners (" + String.join("; ", changes) + ")";
        Long shift = next.shift();
        if (shift == null) {
            return Optional.of(what + " without a shift.");
        }
        Set<String> shifted = new TreeSet<>(phasesIn(parent.document(), shift));
        shifted.addAll(phasesIn(next.document(), shift));
        if (shifted.size() != 1) {
            return Optional.of(what + " for shift " + shift + ", which is not in force there.");
        }
        List<String> others = OwnershipChange.beyond(
                parent.document(), next.document(), shifted.iterator().next());
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of("Revision " + next.number() + " changes more than its shift " + shift + " may: "
                        + String.join("; ", others) + ".");
    }

    private static List<String> phasesIn(RoutingDocument document, long shift) {
        return document.phases().entrySet().stream()
                .filter(phase -> Objects.nonNull(phase.getValue().shift())
                        && phase.getValue().shift().shift() == shift)
                .map(java.util.Map.Entry::getKey)
                .toList();
    }
}
