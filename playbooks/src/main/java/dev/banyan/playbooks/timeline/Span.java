package dev.banyan.playbooks.timeline;

import java.time.Duration;
import java.time.Instant;

/** From a moment to another, the latter not included. */
record Span(Instant from, Instant to) {

    boolean contains(Instant at) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    double seconds() {
        return seconds(from, to);
    }

    /** How many seconds of this are in another. */
    double overlap(Span other) {
        Instant begins = from.isAfter(other.from) ? from : other.from;
        Instant ends = to.isBefore(other.to) ? to : other.to;
        return Math.max(0, seconds(begins, ends));
    }

    static double seconds(Instant from, Instant to) {
        return Duration.between(from, to).toMillis() / 1000.0;
    }
}
