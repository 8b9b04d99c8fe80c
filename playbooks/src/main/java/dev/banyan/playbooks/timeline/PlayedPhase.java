package dev.banyan.playbooks.timeline;

import dev.banyan.playbooks.load.WindowFigures;
import java.time.Instant;
import java.util.List;

/**
 * One playbook as it was played.
 *
 * @param ended when its promises had been looked up
 * @param requests outside of fault windows and in them, as {@code failed} is outside of them alone
 * @param moves every attempt to move the boundary
 * @param windows what customers suffered while something was broken on purpose
 * @param broken promises, in words; empty when all were kept
 */
public record PlayedPhase(
        String playbook,
        String title,
        Instant began,
        Instant ended,
        long requests,
        long failed,
        long acknowledgedWrites,
        long lost,
        long doubled,
        long different,
        List<Move> moves,
        List<WindowFigures> windows,
        List<String> broken) {

    /** One attempt at a shift, a cutover or a rollback, and how long it held writes. */
    public record Move(String from, String to, long holdMillis, long heldRequests, String outcome) {}

    public PlayedPhase {
        if (ended.isBefore(began)) {
            throw new IllegalArgumentException(
                    "Playbook '" + playbook + "' ended at " + ended + ", before it began at " + began + ".");
        }
        moves = List.copyOf(moves);
        windows = List.copyOf(windows);
        broken = List.copyOf(broken);
    }

    boolean kept() {
        return broken.isEmpty();
    }

    Span span() {
        return new Span(began, ended);
    }
}
